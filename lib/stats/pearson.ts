import { sampleCorrelation } from 'simple-statistics';
import { pairs } from './pairs.ts';

/**
 * Pearson's correlation coefficient r of two columns.
 *
 * @returns from -1 to 1; `NaN` where it means nothing: fewer than two places with both values, or a column that never changes
 * @throws InputError when the columns differ in length
 * @example pearson([1, 2, 3], [2, 4, 6]) // 1
 */
export function pearson(first: ArrayLike<number>, second: ArrayLike<number>): number {
  const both = pairs(first, second);
  if (isConstant(both.first) || isConstant(both.second)) return Number.NaN;
  return Math.min(1, Math.max(-1, sampleCorrelation(both.first, both.second)));
}

/** Asked outright: rounding in the mean can give a constant column a spread of 1e-17, and r of noise. */
const isConstant = (values: readonly number[]): boolean => values.every((value) => value === values[0]);
