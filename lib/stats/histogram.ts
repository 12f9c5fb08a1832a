import { InputError } from '../core/errors.ts';
import { recorded } from './recorded.ts';

/** Counts between edges: `counts[i]` values lie in `[edges[i], edges[i + 1])`. There is one edge more than there are counts. */
export interface Histogram {
  /** Ascending, in the unit of the values. */
  readonly edges: readonly number[];
  readonly counts: readonly number[];
}

/** Anything below is zero: so near the end of what a float can hold, the edges of bins fall together. */
const LEAST = 2 ** -1000;

/**
 * A log-linear histogram, as HdrHistogram and the kernel's latency tools keep it: each power of two is cut into `divisions`
 * bins of equal width, so that a bin's width is never more than `1 / divisions` of its values, from nanoseconds to hours.
 * The bins cover the positive values without a hole; when there are zeros, a bin from 0 stands in front.
 *
 * @param values not negative; `NaN` is left out
 * @param divisions bins a power of two, 1 unless told: the plain power-of-two histogram
 * @returns no bins when nothing was recorded
 * @throws InputError for a negative or infinite value, or divisions that are not a whole number above 0
 * @example histogram([0, 1, 3, 3.5, 4]) // { edges: [0, 1, 2, 4, 8], counts: [1, 1, 2, 1] }
 */
export function histogram(values: ArrayLike<number>, divisions = 1): Histogram {
  if (!Number.isInteger(divisions) || divisions < 1)
    throw new InputError({ expected: 'a whole number of divisions above 0', received: divisions });
  const known = recorded(values).map(checked);
  const edges = edgesOf(known, divisions);
  const counts = new Array<number>(Math.max(0, edges.length - 1)).fill(0);
  for (const value of known) counts[binOf(edges, value)]! += 1;
  return { edges, counts };
}

function checked(value: number): number {
  if (value >= 0 && value < Number.POSITIVE_INFINITY) return value < LEAST ? 0 : value;
  throw new InputError({ expected: 'a value from 0', received: value });
}

function edgesOf(known: readonly number[], divisions: number): number[] {
  const places = known.filter((value) => value > 0).map((value) => placeOf(value, divisions));
  const zeros = places.length < known.length;
  if (places.length === 0) return zeros ? [0, 1] : [];
  const [first, last] = places.reduce(([low, high], place) => [Math.min(low, place), Math.max(high, place)], [
    places[0]!,
    places[0]!,
  ] as [number, number]);
  const edges = Array.from({ length: last - first + 2 }, (_, bin) => edge(first + bin, divisions));
  return zeros ? [0, ...edges] : edges;
}

/** Bins are numbered through all powers of two: `divisions` numbers each, and 1 is the lower edge of number 0. */
function placeOf(value: number, divisions: number): number {
  const power = Math.floor(Math.log2(value));
  const place = power * divisions + Math.floor((value / 2 ** power - 1) * divisions);
  // Logarithm and division round: the edges have the last word.
  if (edge(place, divisions) > value) return place - 1;
  return edge(place + 1, divisions) <= value ? place + 1 : place;
}

function edge(place: number, divisions: number): number {
  const power = Math.floor(place / divisions);
  return 2 ** power * (1 + (place - power * divisions) / divisions);
}

/** The last bin whose lower edge is not above the value. */
function binOf(edges: readonly number[], value: number): number {
  let low = 0;
  let high = edges.length - 2;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (edges[middle]! <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
