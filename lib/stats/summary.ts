import { mean } from 'simple-statistics';
import { quantiles } from './quantiles.ts';
import { recorded } from './recorded.ts';

/** A column in six numbers. All but `count` are in the unit of the values, and `NaN` when nothing was recorded. */
export interface Summary {
  /** How many values were recorded. */
  readonly count: number;
  readonly min: number;
  readonly median: number;
  readonly mean: number;
  readonly p99: number;
  readonly max: number;
}

/**
 * What there is to say of a column in one line. `NaN` is left out.
 *
 * @example summary([1, 2, NaN, 9]) // { count: 3, min: 1, median: 2, mean: 4, p99: 8.86, max: 9 }
 */
export function summary(values: ArrayLike<number>): Summary {
  const known = recorded(values);
  const [min, median, p99, max] = quantiles(known, [0, 0.5, 0.99, 1]) as [number, number, number, number];
  return { count: known.length, min, median, mean: known.length > 0 ? mean(known) : Number.NaN, p99, max };
}
