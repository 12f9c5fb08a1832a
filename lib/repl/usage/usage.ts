import type { VmStats } from '../../lab/vm/stats.ts';
import type { Vm } from '../../lab/vm/vm.ts';

/** What counts only upwards. */
const COUNTED = ['cpu', 'read', 'write', 'tx', 'rx'] as const;

/** What a VM has used so far. Nothing is counted of one that does not run, or runs elsewhere. @example (await usageOf(vm)).cpu // 12.5 */
export const usageOf = (vm: Vm): Promise<VmStats> => vm.stats().catch(() => NOTHING);

const { NaN: unknown } = Number;
const NOTHING: VmStats = {
  ...{ at: unknown, cpu: unknown, memory: unknown },
  ...{ read: unknown, write: unknown, rx: unknown, tx: unknown },
};

/** What was used between two moments, a second; memory is that of the later. */
export function ratesBetween(before: VmStats, after: VmStats): VmStats {
  const rates = COUNTED.map((what) => [what, (after[what] - before[what]) / (after.at - before.at)] as const);
  return { ...after, ...Object.fromEntries(rates) };
}
