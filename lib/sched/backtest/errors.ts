import { mean, sum } from 'simple-statistics';
import { pairs } from '../../stats/pairs.ts';
import { rmse } from '../../stats/rmse.ts';
import { wape } from '../../stats/wape.ts';

/**
 * How far estimates lay from what was used, over the steps that have both. Shares are of all that was used; where nothing was
 * used in all, they are NaN, or Infinity if something was predicted.
 */
export interface PredictionErrors {
  /** How many steps were judged. */
  readonly steps: number;
  /** Mean absolute percentage error, as a fraction, over `mapeSteps`; NaN where there are none. */
  readonly mape: number;
  /** Steps with at least 1 % of the mean use: near 0 a percentage of it says nothing, and one step could outweigh all others. */
  readonly mapeSteps: number;
  /** Weighted absolute percentage error, as a fraction: the sum of errors over the sum of use, all steps counted. */
  readonly wape: number;
  /** Root mean square error, in cores, bytes, or bytes a second. */
  readonly rmse: number;
  /** The mean of estimate less use, in the same unit: above 0 where it predicts too much. */
  readonly bias: number;
  /** What was used above the estimates, as a share of use: what would have been missing. */
  readonly underPrediction: number;
  /** What estimates had above use, as a share of use: what would have lain idle. With `underPrediction` it sums to WAPE. */
  readonly overPrediction: number;
}

const LEAST_OF_MEAN = 0.01;

/** @example errorsOf([1, 2], [2, 2]).wape // 0.333… */
export function errorsOf(used: ArrayLike<number>, estimated: ArrayLike<number>): PredictionErrors {
  const { first: actual, second: estimate } = pairs(used, estimated);
  const total = sum(actual);
  const errors = actual.map((value, step) => estimate[step]! - value);
  const percentages = percentagesOf(actual, errors);
  return {
    steps: actual.length,
    mape: meanOf(percentages),
    mapeSteps: percentages.length,
    wape: wape(actual, estimate),
    rmse: rmse(actual, estimate),
    bias: meanOf(errors),
    underPrediction: sum(errors.map((error) => Math.max(0, -error))) / total,
    overPrediction: sum(errors.map((error) => Math.max(0, error))) / total,
  };
}

function percentagesOf(actual: number[], errors: readonly number[]): number[] {
  const least = LEAST_OF_MEAN * meanOf(actual);
  const all = actual.map((value, step) => Math.abs(errors[step]!) / value);
  return all.filter((_, step) => actual[step]! > 0 && actual[step]! >= least);
}

const meanOf = (values: number[]): number => (values.length === 0 ? Number.NaN : mean(values));
