import type { MigrationProgress } from './progress.ts';

/** One pass over the guest's memory. */
export interface Iteration {
  readonly iteration: number;
  /** s after the start of the migration, and how long it took. */
  readonly start: number;
  readonly duration: number;
  /** bytes that were sent in it. */
  readonly transferred: number;
  /** bytes that were left at its end. */
  readonly remaining: number;
  /** bytes/s that the guest dirtied meanwhile; NaN: not told, as the pass had no next one. */
  readonly dirtyRate: number;
}

/**
 * The passes, as far as looks at them tell: one that was over between two looks has no line.
 *
 * @param starts s at which passes began, by their numbers, where that is told; else a pass begins with the last look at the one before
 */
export function iterationsOf(
  progress: readonly MigrationProgress[],
  starts: ReadonlyMap<number, number> = new Map(),
): Iteration[] {
  const lasts = lastLooks(progress.filter(({ iteration }) => iteration > 0));
  return lasts.map((last, index) => {
    const [before, next] = [lasts[index - 1], lasts[index + 1]];
    const start = starts.get(last.iteration) ?? before?.at ?? 0;
    const end = starts.get(last.iteration + 1) ?? last.at;
    return {
      iteration: last.iteration,
      start,
      duration: Math.max(0, end - start),
      transferred: last.transferred - (before?.transferred ?? 0),
      remaining: last.remaining,
      dirtyRate: next?.iteration === last.iteration + 1 ? next.dirtyRate : Number.NaN,
    };
  });
}

/** Of each pass. */
const lastLooks = (progress: readonly MigrationProgress[]): MigrationProgress[] => [
  ...new Map(progress.map((look) => [look.iteration, look])).values(),
];
