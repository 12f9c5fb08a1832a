import { InputError } from '../core/errors.ts';

/** Two columns of equal length: of every place, both values. */
export interface Pairs {
  readonly first: number[];
  readonly second: number[];
}

/**
 * The places where both columns were recorded. A place that is `NaN` in either is left out of both.
 *
 * @throws InputError when the columns differ in length
 * @example pairs([1, NaN, 3], [2, 2, NaN]) // { first: [1], second: [2] }
 */
export function pairs(first: ArrayLike<number>, second: ArrayLike<number>): Pairs {
  if (first.length !== second.length)
    throw new InputError({ expected: `a column of ${first.length} values`, received: second.length });
  const isRecorded = (place: number) => !Number.isNaN(first[place]) && !Number.isNaN(second[place]);
  const both = Array.from(first, (_, place) => place).filter(isRecorded);
  return { first: both.map((place) => first[place]!), second: both.map((place) => second[place]!) };
}
