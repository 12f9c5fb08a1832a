import { type Amount, parseCount } from '../../cgroup/limits/amount.ts';
import type { PidsStatistics } from '../../cgroup/statistics/statistics.ts';
import type { Undo } from '../../core/undo.ts';
import { handle } from '../handle.ts';
import type { Opening } from '../opening.ts';

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
    max: ((limit?: number | 'max') => (limit === undefined ? readMax(vm) : setMax(vm, limit))) as PidsHandle['max'],
    stat: () => vm.read('pids.stat', (group) => group.read((dialect) => dialect.statistics.pids)),
  });

const readMax = (vm: Opening) => vm.read('pids.max', (group) => group.read((dialect) => dialect.pids));

async function setMax(vm: Opening, limit: number | 'max'): Promise<Undo> {
  const pids = parseCount(limit, 'a number of tasks');
  return vm.change('pids.max', (group) => group.limit({ pids }));
}
