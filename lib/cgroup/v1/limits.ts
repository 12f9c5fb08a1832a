/**
 * Limits in the words of v1. Sources: Documentation/admin-guide/cgroup-v1/, Documentation/scheduler/sched-bwc.rst.
 */
import type { Setting } from '../../host/setting.ts';
import type { Dialect, LimitReadings } from '../dialect.ts';
import type { Limits } from '../limits/limits.ts';
import { DEFAULT_PERIOD, type Quota } from '../limits/quota.ts';
import { settingFor } from '../limits/setting.ts';
import { sharesOf, weightOf } from '../limits/weight.ts';
import { encodeIo, io } from './io.ts';

/** How v1 writes "no limit" on memory: the most bytes that are whole pages. As a JS number it would be rounded. */
const NO_MEMORY_LIMIT = '9223372036854771712';

/** The period comes first: beside the quota that still stands it nearly always makes sense, the other way round a quota may not. */
export const encode: Dialect['encode'] = ({ cpu, weight, cpus, memory, io, pids }: Limits): Setting[] => [
  ...settingFor('cpu.cfs_period_us', cpu && (cpu === 'max' ? DEFAULT_PERIOD : cpu.period)),
  ...settingFor('cpu.cfs_quota_us', cpu && (cpu === 'max' ? -1 : cpu.quota)),
  ...settingFor('cpu.shares', weight && sharesOf(weight)),
  ...settingFor('cpuset.cpus', cpus),
  ...settingFor('memory.limit_in_bytes', memory === 'max' ? NO_MEMORY_LIMIT : memory),
  ...(io ? encodeIo(io) : []),
  ...settingFor('pids.max', pids),
];

export const readings: LimitReadings = {
  quota: { files: ['cpu.cfs_quota_us', 'cpu.cfs_period_us'], parse: parseQuotaAndPeriod },
  weight: { files: ['cpu.shares'], parse: ([text = '']) => weightOf(Number(text)) },
  cpus: { files: ['cpuset.cpus'], parse: ([text = '']) => text.trim() },
  memory: { files: ['memory.limit_in_bytes'], parse: ([text = '']) => (hasNoLimit(text) ? 'max' : Number(text)) },
  pids: { files: ['pids.max'], parse: ([text = '']) => (text.trim() === 'max' ? 'max' : Number(text)) },
  io,
};

function parseQuotaAndPeriod([quota = '', period = '']: readonly string[]): Quota {
  return Number(quota) < 0 ? 'max' : { quota: Number(quota), period: Number(period) };
}

/** What "no limit" reads as differs with the page size; 2^62 is more than any machine has. */
const hasNoLimit = (text: string): boolean => Number(text) >= 2 ** 62;
