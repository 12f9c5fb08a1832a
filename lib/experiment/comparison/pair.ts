import { mean, median } from 'simple-statistics';
import { bootstrapGroups, type ConfidenceInterval } from '../../stats/bootstrap-groups.ts';
import { cliffsDelta } from '../../stats/cliffs-delta.ts';
import { ranks } from '../../stats/ranks.ts';
import type { RecordedStratum } from '../../stats/strata.ts';
import { stratifiedPermutationTest } from '../../stats/stratified-permutation-test.ts';
import type { Level } from '../condition.ts';
import type { ExperimentFacts } from '../facts.ts';
import { LEAST_VALUES } from '../rows.ts';
import type { PairSpec } from './pair-spec.ts';
import { strataOf } from './strata-of.ts';

/**
 * Two levels of a factor, in the unit of the measure. Where other factors vary, too, values are compared under the same combination of those only, each
 * of which weighs the same: what they do to the measure neither hides a difference nor makes one. All is `NaN` where no combination has both levels.
 */
export interface PairFigures {
  readonly first: Level;
  readonly second: Level;
  /** Of the first and of the second: how many values were compared. */
  readonly n: readonly [number, number];
  /** The median; the mean of the medians where there are several combinations. */
  readonly medians: readonly [number, number];
  /** The second's less the first's, with its 95 % bootstrap interval; no interval where a combination has fewer than three values. */
  readonly difference: ConfidenceInterval;
  /** The difference as a part of the first's median. */
  readonly relative: number;
  /** Cliff's delta: how often a value of the second is greater than one of the first less how often it is smaller, -1 to 1. */
  readonly delta: number;
  /** How likely a delta as far from 0 would be if the level made no difference: a permutation test of the ranks. */
  readonly p: number;
  /** The least that p could have come to with so many values. */
  readonly leastP: number;
}

export function comparePair(facts: ExperimentFacts, spec: PairSpec): PairFigures {
  const { first, second } = spec;
  const strata = strataOf(facts, spec);
  if (strata.length === 0) return { first, second, ...NOTHING };
  const groups = strata.flatMap((stratum) => [[...stratum.first], [...stratum.second]]);
  const medians = mediansOf(groups);
  const difference = differenceOf(groups);
  const { p, leastP } = stratifiedPermutationTest(strata.map(ranked));
  const n = [strata.flatMap((each) => each.first).length, strata.flatMap((each) => each.second).length] as const;
  const relative = medians[0] === 0 ? Number.NaN : difference.estimate / Math.abs(medians[0]);
  return { first, second, n, medians, difference, relative, delta: cliffsDelta(strata), p, leastP };
}

const UNKNOWN: ConfidenceInterval = { estimate: Number.NaN, low: Number.NaN, high: Number.NaN };

const NOTHING: Omit<PairFigures, 'first' | 'second'> = {
  n: [0, 0],
  medians: [Number.NaN, Number.NaN],
  difference: UNKNOWN,
  relative: Number.NaN,
  delta: Number.NaN,
  p: Number.NaN,
  leastP: Number.NaN,
};

/** Of groups that are by turns of the first level and of the second. */
const mediansOf = (groups: readonly (readonly number[])[]): readonly [number, number] => {
  const each = groups.map((group) => median([...group]));
  return [mean(each.filter((_, place) => place % 2 === 0)), mean(each.filter((_, place) => place % 2 === 1))];
};

function differenceOf(groups: readonly number[][]): ConfidenceInterval {
  const between = (drawn: readonly (readonly number[])[]) => {
    const [first, second] = mediansOf(drawn);
    return second - first;
  };
  if (groups.every((group) => group.length >= LEAST_VALUES)) return bootstrapGroups(groups, between);
  return { ...UNKNOWN, estimate: between(groups) };
}

/** Ranks within the combination: so none weighs more for its greater numbers, and no outlier more than its place. */
function ranked({ first, second }: RecordedStratum): RecordedStratum {
  const places = ranks([...first, ...second]);
  return { first: places.slice(0, first.length), second: places.slice(first.length) };
}
