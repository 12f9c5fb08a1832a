import { shuffle, sum } from 'simple-statistics';
import { pairs } from './pairs.ts';
import { pearson } from './pearson.ts';
import { seededRandom } from './random.ts';
import { ranks } from './ranks.ts';
import type { PermutationOptions } from './stratified-permutation-test.ts';

export interface RankCorrelationTest {
  /** Spearman's rank correlation, from -1 to 1; `NaN` as Pearson's. */
  readonly r: number;
  /** How likely an r as far from 0 is if the order of the second column made no difference; 1 where r is `NaN`. */
  readonly p: number;
}

/**
 * Whether one column tends to grow, or to shrink, with another: Spearman's rank correlation, and a two-sided permutation test of it with drawn
 * arrangements (Good, "Permutation, Parametric and Bootstrap Tests of Hypotheses", 2005).
 *
 * @throws InputError when the columns differ in length
 * @example rankCorrelationTest([1, 2, 3, 4, 5, 6], [10, 11, 15, 18, 30, 31]) // { r: 1, p: 0.00219… }, for 2 of 720 orders
 */
export function rankCorrelationTest(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  { arrangements = 10_000, seed = 1 }: PermutationOptions = {},
): RankCorrelationTest {
  const known = pairs(first, second);
  const [one, other] = [ranks(known.first), ranks(known.second)];
  const r = pearson(one, other);
  if (Number.isNaN(r)) return { r, p: 1 };
  const isAsFar = isAsFarAs(one, other);
  const random = seededRandom(seed);
  const far = Array.from({ length: arrangements }, () => isAsFar(shuffle(other, random))).filter(Boolean).length;
  return { r, p: (1 + far) / (1 + arrangements) };
}

/** r grows with the sum of products, from which its means take the same whatever the order. */
function isAsFarAs(one: readonly number[], found: readonly number[]): (candidate: readonly number[]) => boolean {
  const centre = (sum([...one]) * sum([...found])) / one.length;
  const distance = (candidate: readonly number[]) =>
    Math.abs(sum(one.map((rank, place) => rank * candidate[place]!)) - centre);
  const least = distance(found) - 1e-9 * centre;
  return (candidate) => distance(candidate) >= least;
}
