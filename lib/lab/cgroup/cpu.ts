import { coresOf, parseQuota, type QuotaInput } from '../../cgroup/limits/quota.ts';
import { parseWeight } from '../../cgroup/limits/weight.ts';
import type { CpuStatistics } from '../../cgroup/statistics/statistics.ts';
import type { Undo } from '../../core/undo.ts';
import { handle } from '../handle.ts';
import type { Opening } from '../opening.ts';
import { limit, statistic } from './ability.ts';

/** The CPU time of a VM. Source: Documentation/admin-guide/cgroup-v2.rst, "CPU". */
export interface CpuHandle {
  /** Reads the limit: cores, or 'max' for none. @throws VmlabError 'NOT_OPEN'. @example await vm.cgroup.cpu.quota() // 1.5 */
  quota(): Promise<number | 'max'>;
  /**
   * Limits the CPU time: so many cores, a quota in each period, or 'max'.
   *
   * @throws InputError for a quota under 1 ms or a period not within 1 ms to 1 s; UnsupportedError in an unprivileged slice.
   * @example await vm.cgroup.cpu.quota({ quota: '50ms', period: '100ms' })
   */
  quota(limit: QuotaInput): Promise<Undo>;
  /** Reads the share: 1 to 10000, 100 by default. */
  weight(): Promise<number>;
  /** Sets the share of CPU time that the VM gets when there is not enough for all. @example await vm.cgroup.cpu.weight(200) */
  weight(weight: number): Promise<Undo>;
  /** What it has used, in s, and how long it was throttled. @example (await vm.cgroup.cpu.stat()).usage // 12.5 */
  stat(): Promise<CpuStatistics>;
}

export const cpuHandle = (vm: Opening): CpuHandle =>
  handle(`cgroup.cpu of ${vm.name}:`, () => ({ methods: ['quota', 'weight', 'stat'] }), {
    quota: ((wanted?: QuotaInput) =>
      wanted === undefined ? readQuota(vm) : setQuota(vm, wanted)) as CpuHandle['quota'],
    weight: ((weight?: number) =>
      weight === undefined ? readWeight(vm) : setWeight(vm, weight)) as CpuHandle['weight'],
    stat: () => vm.read(statistic('cpu.stat'), (statistics) => statistics.cpu()),
  });

const readQuota = (vm: Opening) => vm.read(limit('cpu.quota'), async (limits) => coresOf(await limits.quota()));

async function setQuota(vm: Opening, wanted: QuotaInput): Promise<Undo> {
  const cpu = parseQuota(wanted);
  return vm.change(limit('cpu.quota'), (limits) => limits.limit({ cpu }));
}

const readWeight = (vm: Opening) => vm.read(limit('cpu.weight'), (limits) => limits.weight());

async function setWeight(vm: Opening, wanted: number): Promise<Undo> {
  const weight = parseWeight(wanted);
  return vm.change(limit('cpu.weight'), (limits) => limits.limit({ weight }));
}
