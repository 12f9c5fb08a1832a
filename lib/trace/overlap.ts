/**
 * Two time axes laid over each other: which part of which step falls into which.
 */

/** A part of one step of `from` that lies in one step of `onto`. */
export interface Overlap {
  readonly from: number;
  readonly onto: number;
  /** Its length, in s. */
  readonly seconds: number;
  /** What part of the step of `from` it is. */
  readonly share: number;
}

/** In order of time; steps of length 0 have no part in it. Both axes start at 0. */
export function* overlaps(from: Float64Array, onto: Float64Array): Generator<Overlap> {
  const froms = edges(from);
  const ontos = edges(onto);
  for (let i = 0, j = 0; i < from.length && j < onto.length; ) {
    const [fromEnd, ontoEnd] = [froms[i + 1] as number, ontos[j + 1] as number];
    const seconds = Math.min(fromEnd, ontoEnd) - Math.max(froms[i] as number, ontos[j] as number);
    // Differences of the same sums, so that a step that lies whole in another has a share of exactly 1.
    if (seconds > 0) yield { from: i, onto: j, seconds, share: seconds / (fromEnd - (froms[i] as number)) };
    if (fromEnd <= ontoEnd) i++;
    if (ontoEnd <= fromEnd) j++;
  }
}

/** Where each step starts, and where the last one ends. */
export function edges(interval: Float64Array): Float64Array {
  const sums = new Float64Array(interval.length + 1);
  for (let step = 0; step < interval.length; step++)
    sums[step + 1] = (sums[step] as number) + (interval[step] as number);
  return sums;
}
