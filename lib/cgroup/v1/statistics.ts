/**
 * What a group has used, from the files of v1. Pressure is in the v2 hierarchy beside them, where there is one.
 */
import type { StatisticsReadings } from '../dialect.ts';
import { blkioStat } from '../statistics/disks.ts';
import { flatKeyed, single } from '../statistics/flat-keyed.ts';
import { parsePressure } from '../statistics/pressure.ts';
import type { CpuStatistics, MemoryStatistics } from '../statistics/statistics.ts';

const NANOSECONDS = 1e9;
/** USER_HZ, the unit of cpuacct.stat: 100 on every architecture that Node runs on (time(7)). */
const TICKS = 100;

export const statistics: StatisticsReadings = {
  cpu: { files: ['cpuacct.usage', 'cpuacct.stat'], optional: ['cpu.stat', 'cpu.pressure'], parse: parseCpu },
  memory: {
    files: ['memory.usage_in_bytes', 'memory.stat'],
    optional: ['memory.max_usage_in_bytes', 'memory.oom_control', 'memory.pressure'],
    parse: parseMemory,
  },
  io: {
    files: ['blkio.throttle.io_service_bytes', 'blkio.throttle.io_serviced'],
    optional: ['io.pressure'],
    parse: ([bytes = '', operations = '', pressure = '']) => ({
      disks: blkioStat(bytes, operations),
      pressure: parsePressure(pressure),
    }),
  },
  pids: {
    files: ['pids.current'],
    optional: ['pids.peak'],
    parse: ([current = '', peak = '']) => ({ current: single(current), peak: single(peak) }),
  },
};

function parseCpu([usage = '', split = '', stat = '', pressure = '']: readonly string[]): CpuStatistics {
  const value = flatKeyed(stat);
  return {
    usage: single(usage) / NANOSECONDS,
    user: flatKeyed(split)('user') / TICKS,
    system: flatKeyed(split)('system') / TICKS,
    nr_periods: value('nr_periods'),
    nr_throttled: value('nr_throttled'),
    throttled: value('throttled_time') / NANOSECONDS,
    pressure: parsePressure(pressure),
  };
}

function parseMemory([
  current = '',
  stat = '',
  peak = '',
  oom = '',
  pressure = '',
]: readonly string[]): MemoryStatistics {
  const value = flatKeyed(stat);
  return {
    current: single(current),
    peak: single(peak),
    anon: value('total_rss'),
    file: value('total_cache'),
    shmem: value('total_shmem'),
    pgfault: value('total_pgfault'),
    pgmajfault: value('total_pgmajfault'),
    oom_kill: flatKeyed(oom)('oom_kill'),
    pressure: parsePressure(pressure),
  };
}
