import { combinations, mean, sum } from 'simple-statistics';
import { type Random, seededRandom } from './random.ts';
import { comparable, type RecordedStratum, type Stratum } from './strata.ts';

export interface PermutationOptions {
  /** How many arrangements to draw, when there are more than this; else all are tried. 10,000 unless told. */
  readonly arrangements?: number;
  /** The same seed gives the same p. 1 unless told. */
  readonly seed?: number;
}

export interface StratifiedPermutationTest {
  /** How likely a difference as great as that is, to either side, if it made no difference which group of its stratum a value was in. */
  readonly p: number;
  /** The least p that so many values can come to, however far the groups are apart: of ranks, or where the groups of a stratum are equally great. */
  readonly leastP: number;
  /** True when all arrangements were tried, false when they were drawn. */
  readonly exact: boolean;
}

/**
 * A two-sided permutation test of what two groups differ by when a value is only exchanged for one of the same stratum, so that what the strata
 * differ by neither hides a difference nor makes one (Good, "Permutation, Parametric and Bootstrap Tests of Hypotheses", 2005, chapter 3). Where
 * arrangements are drawn, the one that was found counts too, so that p is never 0 (Phipson and Smyth, "Permutation p-values should never be zero", 2010).
 *
 * @throws InputError when no stratum has a recorded value in both groups
 * @example stratifiedPermutationTest([{ first: [1, 2], second: [3, 4] }, { first: [91, 92], second: [93, 94] }]).p // 2 / 36
 */
export function stratifiedPermutationTest(
  strata: readonly Stratum[],
  { arrangements = 10_000, seed = 1 }: PermutationOptions = {},
): StratifiedPermutationTest {
  const known = comparable(strata);
  const possible = known.map(countArrangements).reduce((all, some) => all * some, 1);
  const exact = possible <= arrangements;
  const found = sum(known.map((stratum) => deviationIn(stratum)(stratum.first)));
  const tried = exact ? allDeviations(known) : [found, ...drawnDeviations(known, arrangements, seededRandom(seed))];
  const least = Math.abs(found) - rounding(known);
  const p = tried.filter((each) => Math.abs(each) >= least).length / tried.length;
  return { p, leastP: Math.min(1, exact ? 2 / possible : 1 / tried.length), exact };
}

/** n over k; a float, for it only needs to be compared. */
function countArrangements({ first, second }: RecordedStratum): number {
  const n = first.length + second.length;
  const k = Math.min(first.length, second.length);
  return Array.from({ length: k }, (_, index) => (n - index) / (index + 1)).reduce((a, b) => a * b, 1);
}

/** How far a group's sum is from what its size would have it be: that grows with the difference of the means. */
function deviationIn({ first, second }: RecordedStratum): (group: readonly number[]) => number {
  const expected = mean([...first, ...second]) * first.length;
  return (group) => sum([...group]) - expected;
}

function allDeviations(strata: readonly RecordedStratum[]): number[] {
  const each = strata.map((stratum) =>
    combinations([...stratum.first, ...stratum.second], stratum.first.length).map(deviationIn(stratum)),
  );
  return each.reduce((sums, more) => sums.flatMap((before) => more.map((one) => before + one)), [0]);
}

function drawnDeviations(strata: readonly RecordedStratum[], count: number, random: Random): number[] {
  const draws = strata.map((stratum) => drawDeviation(stratum, random));
  return Array.from({ length: count }, () => draws.reduce((total, draw) => total + draw(), 0));
}

/** Each call swaps as many values to the front as the first group has: the first steps of a Fisher-Yates shuffle, of which no more is needed. */
function drawDeviation({ first, second }: RecordedStratum, random: Random): () => number {
  const values = Float64Array.of(...first, ...second);
  const expected = mean([...values]) * first.length;
  return () => {
    let total = -expected;
    for (let place = 0; place < first.length; place++) {
      const other = place + Math.floor(random() * (values.length - place));
      const drawn = values[other]!;
      values[other] = values[place]!;
      values[place] = drawn;
      total += drawn;
    }
    return total;
  };
}

/** The same values in another order may differ in the last digit; that must not count as less extreme. */
const rounding = (strata: readonly RecordedStratum[]): number =>
  1e-9 * sum(strata.flatMap(({ first, second }) => [...first, ...second].map(Math.abs)));
