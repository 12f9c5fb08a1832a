/**
 * Time is CLOCK_MONOTONIC, in nanoseconds. A deadline is `start + sum of intervals`, rounded once, so that no error adds up.
 */

/** CLOCK_MONOTONIC now, in ns (what Node's hrtime reads). */
export const monotonic = (): bigint => process.hrtime.bigint();

export const NS_PER_SECOND = 1e9;

/**
 * The ends of consecutive steps, in ns after their start.
 *
 * @param intervals lengths in seconds
 * @returns as many deadlines as intervals; the last is the duration of all
 * @example deadlines([0.65, 0.65]) // Float64Array [ 650000000, 1300000000 ]
 */
export function deadlines(intervals: ArrayLike<number>): Float64Array {
  const ends = new Float64Array(intervals.length);
  let sum = 0;
  for (let step = 0; step < intervals.length; step++) {
    sum += intervals[step] as number;
    ends[step] = Math.round(sum * NS_PER_SECOND);
  }
  return ends;
}
