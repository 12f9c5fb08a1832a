import { mean } from 'simple-statistics';
import { comparable } from './strata.ts';
import { type PermutationOptions, stratifiedPermutationTest } from './stratified-permutation-test.ts';

export interface PermutationTest {
  /** The mean of the first less the mean of the second, in the unit of the values. */
  readonly difference: number;
  /** How likely a difference as great as that is, to either side, if it made no difference which group a value was in. */
  readonly p: number;
  /** True when all arrangements were tried, false when they were drawn. */
  readonly exact: boolean;
}

/**
 * A two-sided permutation test of the difference of two means. It assumes no distribution, so it suits a handful of runs.
 * Where arrangements are drawn, the one that was found counts too, so that p is never 0.
 *
 * @throws InputError when a group has no recorded value
 * @example permutationTest([1, 2, 3], [4, 5, 6]) // { difference: -3, p: 0.1, exact: true }
 */
export function permutationTest(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  options: PermutationOptions = {},
): PermutationTest {
  const [one] = comparable([{ first, second }]);
  const { p, exact } = stratifiedPermutationTest([{ first, second }], options);
  return { difference: mean([...one!.first]) - mean([...one!.second]), p, exact };
}
