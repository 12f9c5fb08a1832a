/**
 * What counters grew by over samples of them.
 */

/** A counter at one time, s. */
export interface Reading {
  readonly at: number;
  readonly value: number;
}

/** What was counted between the first reading and the last. A counter that went backwards is a gap, not a huge number. NaN with less than two readings. */
export function growthOf(readings: readonly Reading[]): number {
  const known = readings.filter(({ value }) => !Number.isNaN(value));
  if (known.length < 2) return Number.NaN;
  return known
    .slice(1)
    .reduce((sum, { value }, index) => sum + Math.max(0, value - (known[index] as Reading).value), 0);
}

/** From the first reading to the last, in s. */
export function timeOf(readings: readonly Reading[]): number {
  const known = readings.filter(({ value }) => !Number.isNaN(value));
  return known.length < 2 ? Number.NaN : (known.at(-1) as Reading).at - (known[0] as Reading).at;
}

/** Per second over all of it. */
export const rateOf = (readings: readonly Reading[]): number => growthOf(readings) / timeOf(readings);

/** Per second, step by step: one value less than there are readings. */
export const ratesOf = (readings: readonly Reading[]): number[] =>
  readings.slice(1).map(({ at, value }, index) => {
    const before = readings[index] as Reading;
    return value < before.value ? Number.NaN : (value - before.value) / (at - before.at);
  });

/** The greatest that is known; NaN where none is. */
export const greatest = (values: Iterable<number>): number => {
  let most = Number.NaN;
  for (const value of values) if (Number.isNaN(most) || value > most) most = value;
  return most;
};

/** Of those that are known. */
export const meanOf = (values: readonly number[]): number => {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.reduce((sum, value) => sum + value, 0) / known.length;
};

/** NaN where none is known. */
export const sumOfKnown = (values: readonly number[]): number => {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.length === 0 ? Number.NaN : known.reduce((sum, value) => sum + value, 0);
};
