import { type Amount, parseMemoryLimit } from '../../cgroup/limits/amount.ts';
import type { MemoryStatistics } from '../../cgroup/statistics/statistics.ts';
import type { Undo } from '../../core/undo.ts';
import type { Size } from '../../core/units.ts';
import { handle } from '../handle.ts';
import type { Opening } from '../opening.ts';

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
    max: ((limit?: Size | 'max') => (limit === undefined ? readMax(vm) : setMax(vm, limit))) as MemoryHandle['max'],
    stat: () => vm.read('memory.stat', (group) => group.read((dialect) => dialect.statistics.memory)),
  });

const readMax = (vm: Opening) => vm.read('memory.max', (group) => group.read((dialect) => dialect.memory));

async function setMax(vm: Opening, limit: Size | 'max'): Promise<Undo> {
  const memory = parseMemoryLimit(limit);
  return vm.change('memory.max', (group) => group.limit({ memory }));
}
