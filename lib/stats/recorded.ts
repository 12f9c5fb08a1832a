/**
 * The values that were recorded: all but `NaN`, as a plain array.
 *
 * @example recorded([1, NaN, 3]) // [1, 3]
 */
export const recorded = (values: ArrayLike<number>): number[] =>
  Array.from(values).filter((value) => !Number.isNaN(value));
