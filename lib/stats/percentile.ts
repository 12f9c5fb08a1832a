import { quantiles } from './quantiles.ts';

/**
 * The value below which `percent` of the recorded values lie, between neighbours by linear interpolation (as quantiles).
 *
 * @param percent from 0 (the least) to 100 (the greatest)
 * @returns in the unit of the values; `NaN` when nothing was recorded
 * @throws InputError for a percentage outside 0 to 100
 * @example percentile([10, 20, 30, 40, 50], 99) // 49.6
 */
export const percentile = (values: ArrayLike<number>, percent: number): number =>
  quantiles(values, [percent / 100])[0]!;
