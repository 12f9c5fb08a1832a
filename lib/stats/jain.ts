import { sum } from 'simple-statistics';
import { recorded } from './recorded.ts';

/**
 * Jain's fairness index of what each party got: `(Σx)² / (n Σx²)` (Jain, Chiu and Hawe, DEC-TR-301, 1984).
 *
 * @param shares not negative; `NaN` is left out
 * @returns from 1/n (one got all) to 1 (all got the same); `NaN` when nobody got anything
 * @example jain([1, 1, 1, 0]) // 0.75
 */
export function jain(shares: ArrayLike<number>): number {
  const known = recorded(shares);
  const largest = known.reduce((high, share) => Math.max(high, share), 0);
  // Of parts of the largest, so that squares of bytes or of nanoseconds neither overflow nor vanish.
  const parts = known.map((share) => share / largest);
  return sum(parts) ** 2 / (parts.length * sum(parts.map((part) => part ** 2)));
}
