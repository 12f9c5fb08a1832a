import { shuffle, sum } from 'simple-statistics';
import { pairs } from './pairs.ts';
import { pearson } from './pearson.ts';
import { type Random, seededRandom } from './random.ts';
import { ranks } from './ranks.ts';
import type { Stratum } from './strata.ts';
import type { PermutationOptions } from './stratified-permutation-test.ts';

export interface RankCorrelationTest {
  /** Spearman's rank correlation of all, from -1 to 1; `NaN` as Pearson's. */
  readonly r: number;
  /** How likely an r as far from what is to be expected is, if the order within each stratum made no difference; 1 where r is `NaN`. */
  readonly p: number;
}

/**
 * Whether one column tends to grow, or to shrink, with another: Spearman's rank correlation, and a two-sided permutation test of it with drawn
 * arrangements (Good, "Permutation, Parametric and Bootstrap Tests of Hypotheses", 2005). A value is only exchanged for one of the same stratum.
 *
 * @param strata two columns each, of equal length
 * @throws InputError when the columns of a stratum differ in length
 * @example rankCorrelationTest([{ first: [1, 2, 3, 4, 5, 6], second: [10, 11, 15, 18, 30, 31] }]) // { r: 1, p: 0.00219… }, for 2 of 720 orders
 */
export function rankCorrelationTest(
  strata: readonly Stratum[],
  { arrangements = 10_000, seed = 1 }: PermutationOptions = {},
): RankCorrelationTest {
  const known = strata.map(({ first, second }) => pairs(first, second));
  const one = ranks(known.flatMap(({ first }) => first));
  const other = ranks(known.flatMap(({ second }) => second));
  const r = pearson(one, other);
  if (Number.isNaN(r)) return { r, p: 1 };
  const spans = spansOf(known.map(({ first }) => first.length));
  const isAsFar = isAsFarAs(one, other, spans);
  const draw = drawWithin(other, spans, seededRandom(seed));
  const far = Array.from({ length: arrangements }, () => isAsFar(draw())).filter(Boolean).length;
  return { r, p: (1 + far) / (1 + arrangements) };
}

/** From which place up to which one a stratum is. */
type Span = readonly [from: number, to: number];

const spansOf = (lengths: readonly number[]): Span[] =>
  lengths.map((length, place) => {
    const from = sum(lengths.slice(0, place));
    return [from, from + length];
  });

/** r grows with the sum of products, from which its means take the same whatever the order. */
function isAsFarAs(
  one: readonly number[],
  found: readonly number[],
  spans: readonly Span[],
): (candidate: readonly number[]) => boolean {
  const means = spans.map(
    ([from, to]) => (sum(one.slice(from, to)) * sum(found.slice(from, to))) / Math.max(1, to - from),
  );
  const centre = sum(means);
  const distance = (candidate: readonly number[]) =>
    Math.abs(sum(one.map((rank, place) => rank * candidate[place]!)) - centre);
  const least = distance(found) - 1e-9 * centre;
  return (candidate) => distance(candidate) >= least;
}

const drawWithin =
  (values: readonly number[], spans: readonly Span[], random: Random): (() => number[]) =>
  () =>
    spans.flatMap(([from, to]) => shuffle(values.slice(from, to), random));
