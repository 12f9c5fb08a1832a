import { InputError } from '../core/errors.ts';
import { recorded } from './recorded.ts';

/** Two groups that were measured under one and the same condition but for what they are compared by. */
export interface Stratum {
  readonly first: ArrayLike<number>;
  readonly second: ArrayLike<number>;
}

/** The same, with recorded values only, of which each group has at least one. */
export interface RecordedStratum {
  readonly first: readonly number[];
  readonly second: readonly number[];
}

/**
 * What of some strata can be compared: a stratum in which a group has no recorded value says nothing.
 *
 * @throws InputError when there is none
 */
export function comparable(strata: readonly Stratum[]): RecordedStratum[] {
  const known = strata
    .map(({ first, second }) => ({ first: recorded(first), second: recorded(second) }))
    .filter(({ first, second }) => first.length > 0 && second.length > 0);
  if (known.length > 0) return known;
  throw new InputError({ expected: 'two groups with a recorded value each', received: 'a group without' });
}
