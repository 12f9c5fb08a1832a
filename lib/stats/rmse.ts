import { rootMeanSquare } from 'simple-statistics';
import { pairs } from './pairs.ts';

/**
 * The root mean square error of what was achieved against the target.
 *
 * @returns in the unit of the columns; `NaN` when no place has both values
 * @throws InputError when the columns differ in length
 * @example rmse([1, 2, 3], [1, 2, 6]) // Math.sqrt(3)
 */
export function rmse(target: ArrayLike<number>, achieved: ArrayLike<number>): number {
  const { first, second } = pairs(target, achieved);
  return first.length > 0 ? rootMeanSquare(first.map((value, place) => second[place]! - value)) : Number.NaN;
}
