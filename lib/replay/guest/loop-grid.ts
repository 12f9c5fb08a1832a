import { NS_PER_SECOND } from '../../core/clock.ts';

/** A moment at which the host's counter is read. */
export interface GridPoint {
  readonly step: number;
  /** s since the step's start. */
  readonly elapsed: number;
}

export interface LoopGrid {
  /** ns since the run's start. */
  readonly at: Float64Array;
  /** What each of them is; the first is the start of the run. */
  readonly points: readonly GridPoint[];
}

/** Each correction costs the guest some ms of CPU where it is emulated; each part of a step that is not corrected is an error left over. */
const PART_S = 0.25;
const MOST_PARTS = 8;

/**
 * When to look at the host's counter: at the ends of the steps, and some times within each.
 *
 * @param interval lengths of the steps, s
 * @example loopGrid([1]).points.map(({ elapsed }) => elapsed) // [0, 0.25, 0.5, 0.75, 1]
 */
export function loopGrid(interval: ArrayLike<number>): LoopGrid {
  const points: GridPoint[] = [{ step: 0, elapsed: 0 }];
  const at = [0];
  let start = 0;
  for (const [step, length] of Array.from(interval).entries()) {
    const parts = Math.min(Math.max(Math.round(length / PART_S), 1), MOST_PARTS);
    for (let part = 1; part <= parts; part++) {
      const elapsed = (length * part) / parts;
      points.push({ step, elapsed });
      at.push(Math.round((start + elapsed) * NS_PER_SECOND));
    }
    start += length;
  }
  return { at: Float64Array.from(at), points };
}
