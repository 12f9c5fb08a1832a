import { type Amount, parseCount } from '../../cgroup/limits/amount.ts';
import type { PidsStatistics } from '../../cgroup/statistics/statistics.ts';
import type { Undo } from '../../core/undo.ts';
import { handle } from '../handle.ts';
import type { Ability, Opening } from '../opening.ts';
import { limit, statistic } from './ability.ts';

/** How many tasks (processes and threads) a VM may have. Source: Documentation/admin-guide/cgroup-v2.rst, "PID". */
export interface PidsHandle {
  /** Reads the limit, or 'max' for none. */
  max(): Promise<Amount>;
  /** Limits the tasks. @throws InputError for what is not a whole number of at least 1. @example await vm.cgroup.pids.max(100) */
  max(limit: number | 'max'): Promise<Undo>;
  /** How many there are. @example (await vm.cgroup.pids.stat()).current */
  stat(): Promise<PidsStatistics>;
}

export const pidsHandle = (vm: Opening): PidsHandle =>
  handle(`cgroup.pids of ${vm.name}:`, () => ({ methods: ['max', 'stat'] }), {
    max: ((wanted?: number | 'max') => (wanted === undefined ? readMax(vm) : setMax(vm, wanted))) as PidsHandle['max'],
    stat: () => vm.read(statistic('pids.stat'), (statistics) => statistics.pids()),
  });

const taskLimit: Ability<() => Promise<Amount>> = { what: 'pids.max', of: ({ limits }) => limits?.pids };

const readMax = (vm: Opening) => vm.read(taskLimit, (read) => read());

async function setMax(vm: Opening, wanted: number | 'max'): Promise<Undo> {
  const pids = parseCount(wanted, 'a number of tasks');
  return vm.change(limit('pids.max'), (limits) => limits.limit({ pids }));
}
