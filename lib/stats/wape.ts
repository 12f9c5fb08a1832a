import { sum } from 'simple-statistics';
import { pairs } from './pairs.ts';

/**
 * The weighted absolute percentage error: the sum of `|achieved - target|` over the sum of `|target|`. Unlike MAPE it is not
 * blown up by steps whose target is near 0 (Kolassa and Schütz, "Advantages of the MAD/Mean ratio over the MAPE", 2007).
 *
 * @returns a fraction: 0.015 is 1.5 %. `NaN` where it means nothing: no place with both values, or all of both 0
 * @throws InputError when the columns differ in length
 * @example wape([10, 20, 30], [11, 18, 30]) // 0.05
 */
export function wape(target: ArrayLike<number>, achieved: ArrayLike<number>): number {
  const { first, second } = pairs(target, achieved);
  return sum(first.map((value, place) => Math.abs(second[place]! - value))) / sum(first.map(Math.abs));
}
