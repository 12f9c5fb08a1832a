/**
 * cgroup v1, in the words of v2. Source: Documentation/admin-guide/cgroup-v1/, Documentation/scheduler/sched-bwc.rst.
 */
import type { Setting } from '../host/setting.ts';
import type { Counters, Dialect } from './dialect.ts';
import type { Amount } from './limits/amount.ts';
import type { IoLimits, Limits } from './limits/limits.ts';
import { DEFAULT_PERIOD, type Quota } from './limits/quota.ts';
import { sharesOf, weightOf } from './limits/weight.ts';
import { blkioStat, sumOf } from './statistics/disks.ts';
import { flatKeyed, single } from './statistics/flat-keyed.ts';
import { parsePressure } from './statistics/pressure.ts';

const NANOSECONDS = 1e9;
/** USER_HZ, the unit of cpuacct.stat: 100 on every architecture that Node runs on (proc(5)). */
const TICKS = 100;
/** How v1 writes "no limit" on memory: the largest number of bytes that is whole pages. It does not survive as a JS number. */
const NO_MEMORY_LIMIT = '9223372036854771712';

/** The period before the quota: each of the two writes must make sense beside the other's old value, and a period nearly always does. */
const encode = ({ cpu, weight, cpus, memory, io, pids }: Limits): Setting[] => [
  ...setting('cpu.cfs_period_us', cpu && (cpu === 'max' ? DEFAULT_PERIOD : cpu.period)),
  ...setting('cpu.cfs_quota_us', cpu && (cpu === 'max' ? -1 : cpu.quota)),
  ...setting('cpu.shares', weight && sharesOf(weight)),
  ...setting('cpuset.cpus', cpus),
  ...setting('memory.limit_in_bytes', memory === 'max' ? NO_MEMORY_LIMIT : memory),
  ...(io ? encodeIo(io) : []),
  ...setting('pids.max', pids),
];

const setting = (file: string, value: string | number | undefined): Setting[] =>
  value === undefined ? [] : [{ file, value: String(value) }];

const IO_FILES = { read: 'read_bps', write: 'write_bps', readIops: 'read_iops', writeIops: 'write_iops' } as const;
type IoField = keyof typeof IO_FILES;
const ioFiles = Object.entries(IO_FILES).map(
  ([name, file]) => [name as IoField, `blkio.throttle.${file}_device`] as const,
);

/** 0 takes a disk's limit away. */
const encodeIo = (limits: IoLimits): Setting[] =>
  ioFiles.flatMap(([name, file]) =>
    setting(file, limits[name] === 'max' ? 0 : limits[name]).map((each) => ({
      ...each,
      line: limits.device,
      absent: '0',
    })),
  );

const parseQuotaAndPeriod = ([quota = '', period = '']: readonly string[]): Quota =>
  Number(quota) < 0 ? 'max' : { quota: Number(quota), period: Number(period) };

/** 2^62 is more than any machine has; "no limit" differs with the page size. */
const parseMemory = (text: string): Amount => (Number(text) >= 2 ** 62 ? 'max' : Number(text));

function parseThrottles(texts: readonly string[]): IoLimits[] {
  const limits = new Map<string, { device: string } & Partial<Record<IoField, Amount>>>();
  for (const [index, [name]] of ioFiles.entries())
    for (const [device, value] of linesOf(texts[index] ?? ''))
      limits.set(device, { ...(limits.get(device) ?? { device, ...NO_IO_LIMITS }), [name]: Number(value) });
  return [...limits.values()];
}

const NO_IO_LIMITS = { read: 'max', write: 'max', readIops: 'max', writeIops: 'max' } as const;

const linesOf = (text: string): [string, string][] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split(' ') as [string, string]);

const BYTES = 'blkio.throttle.io_service_bytes';
const OPERATIONS = 'blkio.throttle.io_serviced';

/** Read and Write are counted, never Total: that has Discard in it as well. */
const counters = (disks?: readonly string[]): Counters => ({
  cpu: { file: 'cpuacct.usage', parse: (text) => single(text) / NANOSECONDS, measuredBy: 'cpuacct.usage' },
  memory: {
    file: 'memory.stat',
    parse: (text) => flatKeyed(text)('total_rss'),
    measuredBy: 'total_rss of memory.stat',
  },
  read: { file: BYTES, parse: (text) => sumOf(blkioStat(text, ''), 'read', disks), measuredBy: `Read of ${BYTES}` },
  write: { file: BYTES, parse: (text) => sumOf(blkioStat(text, ''), 'write', disks), measuredBy: `Write of ${BYTES}` },
});

/** Version 1: a hierarchy, and so a directory, for each controller. Pressure is in the v2 hierarchy beside them, where there is one. */
export const v1: Dialect = {
  version: 1,
  encode,
  quota: { files: ['cpu.cfs_quota_us', 'cpu.cfs_period_us'], parse: parseQuotaAndPeriod },
  weight: { files: ['cpu.shares'], parse: ([text = '']) => weightOf(Number(text)) },
  cpus: { files: ['cpuset.cpus'], parse: ([text = '']) => text.trim() },
  memory: { files: ['memory.limit_in_bytes'], parse: ([text = '']) => parseMemory(text) },
  pids: { files: ['pids.max'], parse: ([text = '']) => (text.trim() === 'max' ? 'max' : Number(text)) },
  io: { files: ioFiles.map(([, file]) => file), parse: parseThrottles },
  statistics: {
    cpu: {
      files: ['cpuacct.usage', 'cpuacct.stat'],
      optional: ['cpu.stat', 'cpu.pressure'],
      parse([usage = '', split = '', stat = '', pressure = '']) {
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
      },
    },
    memory: {
      files: ['memory.usage_in_bytes', 'memory.stat'],
      optional: ['memory.max_usage_in_bytes', 'memory.oom_control', 'memory.pressure'],
      parse([current = '', stat = '', peak = '', oom = '', pressure = '']) {
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
      },
    },
    io: {
      files: [BYTES, OPERATIONS],
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
  },
  counters,
  freezer: {
    file: 'freezer.state',
    freeze: 'FROZEN',
    thaw: 'THAWED',
    state: {
      files: ['freezer.state'],
      parse: ([text = '']) => (text.trim() === 'FROZEN' ? 'frozen' : text.trim() === 'THAWED' ? 'thawed' : 'changing'),
    },
  },
};
