import { InputError } from '../core/errors.ts';
import { recorded } from './recorded.ts';

/**
 * Quantiles of the recorded values, by linear interpolation between neighbours: type 7 of Hyndman and Fan, "Sample
 * quantiles in statistical packages" (1996), which R and NumPy use unless told otherwise. (simple-statistics does not
 * interpolate, and would call the greatest of 50 values their 99th percentile.)
 *
 * @param fractions each from 0 to 1
 * @returns one value a fraction, in the unit of the values; `NaN` when nothing was recorded
 * @throws InputError for a fraction outside 0 to 1
 * @example quantiles([1, 2, 3, 4], [0.25, 0.5, 0.75]) // [1.75, 2.5, 3.25]
 */
export function quantiles(values: ArrayLike<number>, fractions: readonly number[]): number[] {
  const sorted = Float64Array.from(recorded(values)).sort();
  return fractions.map((fraction) => at(sorted, checked(fraction)));
}

function checked(fraction: number): number {
  if (fraction >= 0 && fraction <= 1) return fraction;
  throw new InputError({ expected: 'a fraction from 0 to 1', received: fraction });
}

function at(sorted: Float64Array, fraction: number): number {
  const place = (sorted.length - 1) * fraction;
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  // Equal neighbours are no sum: infinite ones would give NaN, and rounding could leave the range.
  return below === above ? below : below + (above - below) * (place % 1);
}
