/**
 * Files of cgroups in words, of v1 and v2.
 */
import { basename, dirname } from 'node:path';
import type { UndoAction } from '../../core/undo.ts';
import {
  countText,
  DEFAULT_PERIOD,
  memoryText,
  microsecondsText,
  operationsText,
  quotaText,
  rateText,
} from './amounts.ts';
import { quota, type SettingWords, valueBefore } from './setting.ts';

/** @param among all that stands, oldest first @returns undefined for a file that has no words here */
export function kernelFile(action: UndoAction, among: readonly UndoAction[]): SettingWords | undefined {
  const file = basename(String(action.path));
  if (file === 'cpu.cfs_quota_us') return quota(periodOf(action, among));
  const words = FILES[file] ?? FILES[`${file} ${action.field}`];
  return words && action.line !== undefined ? { ...words, what: `${words.what} ${action.line}` } : words;
}

function periodOf(action: UndoAction, among: readonly UndoAction[]) {
  const path = `${dirname(String(action.path))}/cpu.cfs_period_us`;
  return valueBefore(action, among, (other) => other.path === path);
}

const plain = (text: string): string => text.trim() || 'any';

/** v2 has both in one file. */
function cpuMax(text: string): string {
  const [quota = '', period = DEFAULT_PERIOD] = text.split(' ');
  return quotaText(quota, period);
}

const FILES: Readonly<Record<string, SettingWords>> = {
  'cpu.cfs_period_us': { what: 'period of the quota', value: microsecondsText },
  'cpu.max': { what: 'quota', value: cpuMax },
  'cpu.shares': { what: 'CPU shares', value: plain },
  'cpu.weight': { what: 'CPU weight', value: plain },
  'cpuset.cpus': { what: 'CPUs', value: plain },
  'cpuset.mems': { what: 'memory nodes', value: plain },
  'memory.limit_in_bytes': { what: 'memory limit', value: memoryText },
  'memory.memsw.limit_in_bytes': { what: 'limit on memory and swap', value: memoryText },
  'memory.max': { what: 'memory limit', value: memoryText },
  'memory.swap.max': { what: 'swap limit', value: memoryText },
  'pids.max': { what: 'limit on tasks', value: countText },
  'blkio.throttle.read_bps_device': { what: 'limit on reading disk', value: rateText },
  'blkio.throttle.write_bps_device': { what: 'limit on writing disk', value: rateText },
  'blkio.throttle.read_iops_device': { what: 'limit on reads of disk', value: operationsText },
  'blkio.throttle.write_iops_device': { what: 'limit on writes of disk', value: operationsText },
  'io.max rbps': { what: 'limit on reading disk', value: rateText },
  'io.max wbps': { what: 'limit on writing disk', value: rateText },
  'io.max riops': { what: 'limit on reads of disk', value: operationsText },
  'io.max wiops': { what: 'limit on writes of disk', value: operationsText },
};
