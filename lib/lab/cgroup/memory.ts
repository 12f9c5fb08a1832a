import { type Amount, parseMemoryLimit } from '../../cgroup/limits/amount.ts';
import type { MemoryStatistics } from '../../cgroup/statistics/statistics.ts';
import type { Undo } from '../../core/undo.ts';
import type { Size } from '../../core/units.ts';
import { handle } from '../handle.ts';
import type { Opening } from '../opening.ts';
import { limit, statistic } from './ability.ts';

/** The memory of a VM. Source: Documentation/admin-guide/cgroup-v2.rst, "Memory". */
export interface MemoryHandle {
  /** Reads the limit: bytes, or 'max' for none. */
  max(): Promise<Amount>;
  /** Limits the memory, rounded down to whole pages. @throws InputError for what is no size. @example await vm.cgroup.memory.max('2G') */
  max(limit: Size | 'max'): Promise<Undo>;
  /** What it uses, in bytes. @example (await vm.cgroup.memory.stat()).anon */
  stat(): Promise<MemoryStatistics>;
}

export const memoryHandle = (vm: Opening): MemoryHandle =>
  handle(`cgroup.memory of ${vm.name}:`, () => ({ methods: ['max', 'stat'] }), {
    max: ((wanted?: Size | 'max') => (wanted === undefined ? readMax(vm) : setMax(vm, wanted))) as MemoryHandle['max'],
    stat: () => vm.read(statistic('memory.stat'), (statistics) => statistics.memory()),
  });

const readMax = (vm: Opening) => vm.read(limit('memory.max'), (limits) => limits.memory());

async function setMax(vm: Opening, wanted: Size | 'max'): Promise<Undo> {
  const memory = parseMemoryLimit(wanted);
  return vm.change(limit('memory.max'), (limits) => limits.limit({ memory }));
}
