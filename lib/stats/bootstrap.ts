import { mean } from 'simple-statistics';
import { bootstrapGroups, type ConfidenceInterval, type ResamplingOptions } from './bootstrap-groups.ts';
import { recorded } from './recorded.ts';

export interface BootstrapOptions extends ResamplingOptions {
  /** The mean, unless told. */
  readonly statistic?: (sample: number[]) => number;
}

/**
 * A confidence interval by the percentile bootstrap: the statistic of many samples drawn from the sample, with replacement
 * (Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13). With fewer than about 10 values it is too narrow.
 *
 * @returns `NaN`s when nothing was recorded
 * @throws InputError for a level that is not between 0 and 1
 * @example bootstrap([12.1, 11.8, 12.6, 12.0]) // { estimate: 12.125, low: 11.875, high: 12.45 }
 */
export function bootstrap(values: ArrayLike<number>, options: BootstrapOptions = {}): ConfidenceInterval {
  const { statistic = mean, ...resampling } = options;
  // Of nothing the interval is nothing, but the options are looked at all the same.
  const known = recorded(values);
  const group = known.length === 0 ? [Number.NaN] : known;
  return bootstrapGroups([group], ([sample]) => statistic(sample!), resampling);
}
