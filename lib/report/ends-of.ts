import { deadlines, NS_PER_SECOND } from '../core/clock.ts';

/**
 * The ends of consecutive steps, in s after the start of the first: the `x` of a series.
 *
 * @example endsOf([0.65, 0.65]) // [0.65, 1.3]
 */
export const endsOf = (intervals: ArrayLike<number>): number[] =>
  Array.from(deadlines(intervals), (nanoseconds) => nanoseconds / NS_PER_SECOND);
