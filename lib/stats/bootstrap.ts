import { mean, sampleWithReplacement } from 'simple-statistics';
import { InputError } from '../core/errors.ts';
import { quantiles } from './quantiles.ts';
import { seededRandom } from './random.ts';
import { recorded } from './recorded.ts';

/** A statistic of a sample, with the interval it is confident of, in the unit of the statistic. */
export interface ConfidenceInterval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

export interface BootstrapOptions {
  /** The mean, unless told. */
  readonly statistic?: (sample: number[]) => number;
  /** 0.95 unless told. */
  readonly level?: number;
  /** 2000 unless told. */
  readonly resamples?: number;
  /** The same seed gives the same interval. 1 unless told. */
  readonly seed?: number;
}

/**
 * A confidence interval by the percentile bootstrap: the statistic of many samples drawn from the sample, with replacement
 * (Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13). With fewer than about 10 values it is too narrow.
 *
 * @returns `NaN`s when nothing was recorded
 * @throws InputError for a level that is not between 0 and 1
 * @example bootstrap([12.1, 11.8, 12.6, 12.0]) // { estimate: 12.125, low: 11.9, high: 12.4 } or near
 */
export function bootstrap(values: ArrayLike<number>, options: BootstrapOptions = {}): ConfidenceInterval {
  const { statistic = mean, level = 0.95, resamples = 2000, seed = 1 } = options;
  if (!(level > 0 && level < 1)) throw new InputError({ expected: 'a level between 0 and 1', received: level });
  const known = recorded(values);
  if (known.length === 0) return { estimate: Number.NaN, low: Number.NaN, high: Number.NaN };
  const random = seededRandom(seed);
  const draw = () => statistic(sampleWithReplacement(known, known.length, random));
  const [low, high] = quantiles(Array.from({ length: resamples }, draw), [(1 - level) / 2, (1 + level) / 2]);
  return { estimate: statistic(known), low: low!, high: high! };
}
