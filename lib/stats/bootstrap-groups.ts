import { sampleWithReplacement } from 'simple-statistics';
import { InputError } from '../core/errors.ts';
import { quantiles } from './quantiles.ts';
import { seededRandom } from './random.ts';

/** A statistic of a sample, with the interval it is confident of, in the unit of the statistic. */
export interface ConfidenceInterval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

export interface ResamplingOptions {
  /** 0.95 unless told. */
  readonly level?: number;
  /** 2000 unless told. */
  readonly resamples?: number;
  /** The same seed gives the same interval. 1 unless told. */
  readonly seed?: number;
}

/**
 * A confidence interval, by the percentile bootstrap, of what is told from several groups, such as the difference of two medians: each group is
 * drawn from by itself, as many values as it has (Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, chapters 8 and 13).
 *
 * @param groups recorded values, at least one each
 * @throws InputError for a level that is not between 0 and 1
 * @example bootstrapGroups([before, after], ([one, other]) => median(other) - median(one)).low
 */
export function bootstrapGroups(
  groups: readonly (readonly number[])[],
  statistic: (groups: readonly number[][]) => number,
  { level = 0.95, resamples = 2000, seed = 1 }: ResamplingOptions = {},
): ConfidenceInterval {
  if (!(level > 0 && level < 1)) throw new InputError({ expected: 'a level between 0 and 1', received: level });
  const random = seededRandom(seed);
  const known = groups.map((group) => [...group]);
  const draw = () => statistic(known.map((group) => sampleWithReplacement(group, group.length, random)));
  const [low, high] = quantiles(Array.from({ length: resamples }, draw), [(1 - level) / 2, (1 + level) / 2]);
  return { estimate: statistic(known), low: low!, high: high! };
}
