import { sum } from 'simple-statistics';
import { comparable, type Stratum } from './strata.ts';

/**
 * Cliff's delta: of all pairs of a value of the first group and one of the second in the same stratum, the part in which the second is greater
 * less the part in which it is smaller (Cliff, "Dominance statistics", 1993). It asks for no distribution, and one outlier is one value.
 *
 * @returns from -1 (each of the second is smaller than each of the first) over 0 (neither tends to be) to 1
 * @throws InputError when no stratum has a recorded value in both groups
 * @example cliffsDelta([{ first: [1, 2, 3], second: [2, 4, 5] }]) // (7 greater - 1 smaller) / 9 = 0.667
 */
export function cliffsDelta(strata: readonly Stratum[]): number {
  const pairs = comparable(strata).flatMap(({ first, second }) =>
    first.flatMap((one) => second.map((other) => Math.sign(other - one))),
  );
  return sum(pairs) / pairs.length;
}

/** How great a delta is, in words, by the thresholds of Romano, Kromrey, Coraggio and Skowronek (2006). @example magnitudeOf(-0.4) // 'medium' */
export function magnitudeOf(delta: number): 'negligible' | 'small' | 'medium' | 'large' {
  const size = Math.abs(delta);
  if (size < 0.147) return 'negligible';
  if (size < 0.33) return 'small';
  return size < 0.474 ? 'medium' : 'large';
}
