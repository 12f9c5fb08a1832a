import { formatRate, formatSize } from '../../core/units.ts';

/** Where a migration is. */
export interface MigrationProgress {
  /** s since it began. */
  readonly at: number;
  readonly phase: MigrationPhase;
  /** bytes; what is remaining grows again as the guest dirties its memory. */
  readonly transferred: number;
  readonly remaining: number;
  readonly total: number;
  /** bytes/s that the guest dirties, as of the pass before; NaN until there was one. */
  readonly dirtyRate: number;
  /** The pass over its memory, from 1. */
  readonly iteration: number;
  /** bytes/s, as of the last look of the hypervisor: QEMU's are 100 ms apart. */
  readonly throughput: number;
  /** Pages that the guest has asked for while it missed them; NaN: not told. */
  readonly postcopyRequests: number;
  /** Share of the time that auto-converge takes from the guest's CPUs; NaN: not told. */
  readonly throttle: number;
  toString(): string;
}

export type MigrationPhase = 'setup' | 'precopy' | 'switchover' | 'postcopy' | 'paused' | 'recover' | 'ending';

/** @example String(migrationProgress(figures)) // '1.3 s: precopy, pass 2: 1 MiB sent, 2 MiB remaining, 977 KiB/s, dirtied 1 MiB/s' */
export const migrationProgress = (figures: Omit<MigrationProgress, 'toString'>): MigrationProgress =>
  Object.freeze(Object.defineProperty({ ...figures }, 'toString', { value: () => line(figures) }));

const line = (progress: Omit<MigrationProgress, 'toString'>): string =>
  `${progress.at.toFixed(1)} s: ${progress.phase}, pass ${progress.iteration}: ${formatSize(progress.transferred)} sent, ` +
  `${formatSize(progress.remaining)} remaining, ${formatRate(progress.throughput)}, dirtied ${formatRate(progress.dirtyRate)}`;
