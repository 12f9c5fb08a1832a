import type { Iteration } from './iterations.ts';
import type { MemoryComparison } from './memory-comparison.ts';
import type { GuestState } from './options.ts';
import type { MigrationProgress } from './progress.ts';
import type { MigrationSpec } from './spec.ts';
import type { Survivor } from './survivor.ts';

/** What came of a migration; times in s, NaN where there is none. */
export interface MigrationFigures {
  readonly spec: Omit<MigrationSpec, 'checker' | 'through'>;
  /** The hypervisor's own: in all, of that the preparation, and how long the guest stood still as the source saw it. */
  readonly total: number;
  readonly setup: number;
  readonly downtime: number;
  /** From STOP at the source to RESUME at the destination. With `verify: 'memory'` it holds the comparison. */
  readonly outage: number;
  /** bytes */
  readonly transferred: number;
  readonly iterations: readonly Iteration[];
  readonly progress: readonly MigrationProgress[];
  readonly postcopy: PostcopyFigures;
  /** How the guest is, as far as that was asked. */
  readonly guest: GuestState;
  /** Of `verify: 'memory'`. */
  readonly memory?: MemoryComparison;
  /** Where the guest is now. */
  readonly survivor: Survivor;
  readonly warnings: readonly string[];
  /** What the two sides said: QEMU on its standard error, libvirt in its answers. */
  readonly log: { readonly source: string; readonly destination: string };
}

export interface PostcopyFigures {
  /** Pages that the guest asked for and waited for; NaN: not told. */
  readonly requests: number;
  /** s that all its CPUs waited at once, and the mean of a request, where QEMU tells. */
  readonly blocktime: number;
  readonly latency: number;
  /** Times that a link which broke was made anew. */
  readonly recoveries: number;
}
