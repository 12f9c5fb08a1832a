/**
 * The memory of a slice, in the words that a guest has for its own.
 */
import type { Group } from '../../../cgroup/group.ts';
import type { BalloonMemory } from '../../driver.ts';

export interface SliceMemory {
  /** Bytes that it may use. */
  readonly total: number;
  /** And has charged now. */
  readonly used: number;
}

/** Without a limit, the machine's memory is the slice's. */
export async function memoryOf(group: Group, machine: number): Promise<BalloonMemory> {
  const limit = await group.read((dialect) => dialect.memory);
  const { current, file, shmem, pgfault, pgmajfault } = await group.read((dialect) => dialect.statistics.memory);
  const total = limit === 'max' ? machine : Math.min(limit, machine);
  const caches = file - shmem;
  return {
    total,
    free: Math.max(0, total - current),
    available: Math.max(0, total - current + caches),
    caches,
    majorFaults: pgmajfault,
    minorFaults: pgfault - pgmajfault,
  };
}
