import { combinations, mean, shuffle, sum } from 'simple-statistics';
import { InputError } from '../core/errors.ts';
import { seededRandom } from './random.ts';
import { recorded } from './recorded.ts';

export interface PermutationTest {
  /** The mean of the first less the mean of the second, in the unit of the values. */
  readonly difference: number;
  /** How likely a difference as great as that is, to either side, if it made no difference which group a value was in. */
  readonly p: number;
  /** True when all arrangements were tried, false when they were drawn. */
  readonly exact: boolean;
}

export interface PermutationOptions {
  /** How many arrangements to draw, when there are more than this; else all are tried. 10,000 unless told. */
  readonly arrangements?: number;
  /** The same seed gives the same p. 1 unless told. */
  readonly seed?: number;
}

/**
 * A two-sided permutation test of the difference of two means. It assumes no distribution, so it suits a handful of runs.
 * Where arrangements are drawn, the one that was found counts too, so that p is never 0 (Phipson and Smyth, "Permutation
 * p-values should never be zero", 2010).
 *
 * @throws InputError when a group has no recorded value
 * @example permutationTest([1, 2, 3], [4, 5, 6]) // { difference: -3, p: 0.1, exact: true }
 */
export function permutationTest(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  { arrangements = 10_000, seed = 1 }: PermutationOptions = {},
): PermutationTest {
  const [one, other] = [group(first), group(second)];
  const values = [...one, ...other];
  const exact = countArrangements(values.length, one.length) <= arrangements;
  const isExtreme = isAsExtremeAs(one, values);
  const random = seededRandom(seed);
  const tried = exact
    ? combinations(values, one.length).map(isExtreme)
    : [true, ...Array.from({ length: arrangements }, () => isExtreme(shuffle(values, random).slice(0, one.length)))];
  const p = tried.filter(Boolean).length / tried.length;
  return { difference: mean(one) - mean(other), p, exact };
}

function group(values: ArrayLike<number>): number[] {
  const known = recorded(values);
  if (known.length > 0) return known;
  throw new InputError({ expected: 'two groups with a recorded value each', received: 'a group without' });
}

/** n over k; a float, for it only needs to be compared. */
const countArrangements = (n: number, k: number): number =>
  Array.from({ length: Math.min(k, n - k) }, (_, index) => (n - index) / (index + 1)).reduce((a, b) => a * b, 1);

/** The difference of the means grows with the distance of one group's sum from what its size would have it be. */
function isAsExtremeAs(found: number[], values: number[]): (candidate: number[]) => boolean {
  const expected = mean(values) * found.length;
  const distance = (candidate: number[]) => Math.abs(sum(candidate) - expected);
  // The same values in another order may differ in the last digit; that must not count as less extreme.
  const least = distance(found) - 1e-9 * sum(values.map(Math.abs));
  return (candidate) => distance(candidate) >= least;
}
