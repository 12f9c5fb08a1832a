/**
 * cgroup v2. Source: Documentation/admin-guide/cgroup-v2.rst.
 */
import type { Setting } from '../host/setting.ts';
import { valueIn } from '../host/setting.ts';
import type { Counters, Dialect } from './dialect.ts';
import type { Amount } from './limits/amount.ts';
import type { IoLimits, Limits } from './limits/limits.ts';
import { DEFAULT_PERIOD, type Quota } from './limits/quota.ts';
import { ioStat, sumOf } from './statistics/disks.ts';
import { flatKeyed, single } from './statistics/flat-keyed.ts';
import { parsePressure } from './statistics/pressure.ts';

const MICROSECONDS = 1e6;

/** @example encode({ memory: 4096 }) // [{ file: 'memory.max', value: '4096' }] */
const encode = ({ cpu, weight, cpus, memory, io, pids }: Limits): Setting[] => [
  ...setting('cpu.max', cpu && (cpu === 'max' ? `max ${DEFAULT_PERIOD}` : `${cpu.quota} ${cpu.period}`)),
  ...setting('cpu.weight', weight),
  ...setting('cpuset.cpus', cpus),
  ...setting('memory.max', memory),
  ...(io ? encodeIo(io) : []),
  ...setting('pids.max', pids),
];

const setting = (file: string, value: string | number | undefined): Setting[] =>
  value === undefined ? [] : [{ file, value: String(value) }];

const IO_FIELDS = { read: 'rbps', write: 'wbps', readIops: 'riops', writeIops: 'wiops' } as const;
type IoField = keyof typeof IO_FIELDS;
const ioFields = Object.entries(IO_FIELDS) as [IoField, string][];

/** A write changes only the fields it names: so each is a setting of its own, and can be undone alone. */
const encodeIo = (limits: IoLimits): Setting[] =>
  ioFields.flatMap(([name, field]) =>
    setting('io.max', limits[name]).map((each) => ({ ...each, line: limits.device, field, absent: 'max' })),
  );

function parseCpuMax(text: string): Quota {
  const [quota, period] = text.trim().split(' ');
  return quota === 'max' ? 'max' : { quota: Number(quota), period: Number(period) };
}

const parseAmount = (text: string): Amount => (text.trim() === 'max' ? 'max' : Number(text));

function parseIoMax(text: string): IoLimits[] {
  const devices = text.split('\n').flatMap((line) => line.split(' ')[0] || []);
  const amount = (line: string, field: string) => parseAmount(valueIn(text, { line, field, absent: 'max' }));
  return devices.map((device) => ({
    device,
    ...Object.fromEntries(ioFields.map(([name, field]) => [name, amount(device, field)])),
  }));
}

const counters = (disks?: readonly string[]): Counters => ({
  cpu: {
    file: 'cpu.stat',
    parse: (text) => flatKeyed(text)('usage_usec') / MICROSECONDS,
    measuredBy: 'usage_usec of cpu.stat',
  },
  memory: { file: 'memory.stat', parse: (text) => flatKeyed(text)('anon'), measuredBy: 'anon of memory.stat' },
  read: { file: 'io.stat', parse: (text) => sumOf(ioStat(text), 'read', disks), measuredBy: 'rbytes of io.stat' },
  write: { file: 'io.stat', parse: (text) => sumOf(ioStat(text), 'write', disks), measuredBy: 'wbytes of io.stat' },
});

/** Version 2: one hierarchy, one directory a group. */
export const v2: Dialect = {
  version: 2,
  encode,
  quota: { files: ['cpu.max'], parse: ([text = '']) => parseCpuMax(text) },
  weight: { files: ['cpu.weight'], parse: ([text = '']) => Number(text) },
  cpus: {
    files: ['cpuset.cpus', 'cpuset.cpus.effective'],
    parse: ([own = '', effective = '']) => own.trim() || effective.trim(),
  },
  memory: { files: ['memory.max'], parse: ([text = '']) => parseAmount(text) },
  pids: { files: ['pids.max'], parse: ([text = '']) => parseAmount(text) },
  io: { files: ['io.max'], parse: ([text = '']) => parseIoMax(text) },
  statistics: {
    cpu: {
      files: ['cpu.stat'],
      optional: ['cpu.pressure'],
      parse([stat = '', pressure = '']) {
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
      },
    },
    memory: {
      files: ['memory.current', 'memory.stat'],
      optional: ['memory.peak', 'memory.events', 'memory.pressure'],
      parse([current = '', stat = '', peak = '', events = '', pressure = '']) {
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
      },
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
  },
  counters,
  freezer: {
    file: 'cgroup.freeze',
    freeze: '1',
    thaw: '0',
    state: {
      files: ['cgroup.freeze', 'cgroup.events'],
      parse([asked = '', events = '']) {
        const frozen = flatKeyed(events)('frozen') === 1;
        if (frozen !== (asked.trim() === '1')) return 'changing';
        return frozen ? 'frozen' : 'thawed';
      },
    },
  },
};
