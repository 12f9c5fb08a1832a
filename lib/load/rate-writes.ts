import { deadlines } from '../core/clock.ts';
import type { TimedWrite } from './timed-writes.ts';

/** Bytes in each step, with the steps' lengths in s. */
export interface StepBytes {
  readonly bytes: Float64Array;
  readonly interval: Float64Array;
}

/**
 * What a clock writes so that a limit lets each step's bytes through: a rate at each step's start, and 0 after the last.
 *
 * @param text what sets the limit to a rate in bytes a second. It keeps to the least that the limit takes: a 0 may mean "no limit" there
 * @example rateWrites({ bytes: Float64Array.of(500), interval: Float64Array.of(0.5) }, String)
 * // [{ at: 0, text: '1000', step: 0 }, { at: 5e8, text: '0' }]
 */
export function rateWrites({ bytes, interval }: StepBytes, text: (rate: number) => string): TimedWrite[] {
  const ends = deadlines(interval);
  const starts = [0, ...ends.subarray(0, -1)];
  const rates = ratesOf({ bytes, interval });
  const writes = starts.map((at, step): TimedWrite => ({ at, text: text(rates[step] as number), step }));
  return [...writes, { at: ends.at(-1) as number, text: text(0) }];
}

/** Bytes a second in each step; 0 where nothing was recorded: then nothing is asked for. */
export const ratesOf = ({ bytes, interval }: StepBytes): Float64Array =>
  bytes.map((count, step) => (count || 0) / (interval[step] as number));
