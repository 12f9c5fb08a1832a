/**
 * What a group has used, from the files of v2.
 */
import type { StatisticsReadings } from '../dialect.ts';
import { ioStat } from '../statistics/disks.ts';
import { flatKeyed, single } from '../statistics/flat-keyed.ts';
import { parsePressure } from '../statistics/pressure.ts';
import type { CpuStatistics, MemoryStatistics } from '../statistics/statistics.ts';

const MICROSECONDS = 1e6;

export const statistics: StatisticsReadings = {
  cpu: { files: ['cpu.stat'], optional: ['cpu.pressure'], parse: parseCpu },
  memory: {
    files: ['memory.current', 'memory.stat'],
    optional: ['memory.peak', 'memory.events', 'memory.pressure'],
    parse: parseMemory,
  },
  io: {
    files: ['io.stat'],
    optional: ['io.pressure'],
    parse: ([stat = '', pressure = '']) => ({ disks: ioStat(stat), pressure: parsePressure(pressure) }),
  },
  pids: {
    files: ['pids.current'],
    optional: ['pids.peak'],
    parse: ([current = '', peak = '']) => ({ current: single(current), peak: single(peak) }),
  },
};

function parseCpu([stat = '', pressure = '']: readonly string[]): CpuStatistics {
  const value = flatKeyed(stat);
  return {
    usage: value('usage_usec') / MICROSECONDS,
    user: value('user_usec') / MICROSECONDS,
    system: value('system_usec') / MICROSECONDS,
    nr_periods: value('nr_periods'),
    nr_throttled: value('nr_throttled'),
    throttled: value('throttled_usec') / MICROSECONDS,
    pressure: parsePressure(pressure),
  };
}

function parseMemory([
  current = '',
  stat = '',
  peak = '',
  events = '',
  pressure = '',
]: readonly string[]): MemoryStatistics {
  const value = flatKeyed(stat);
  return {
    current: single(current),
    peak: single(peak),
    anon: value('anon'),
    file: value('file'),
    shmem: value('shmem'),
    pgfault: value('pgfault'),
    pgmajfault: value('pgmajfault'),
    oom_kill: flatKeyed(events)('oom_kill'),
    pressure: parsePressure(pressure),
  };
}
