/**
 * Limits that are an amount or `'max'`, none.
 */
import { InputError } from '../../core/errors.ts';
import { parseRate, parseSize, type Rate, type Size } from '../../core/units.ts';

export type Amount = number | 'max';

/** The kernel counts memory in pages, and rounds a limit down to whole ones (page_counter_memparse). */
const PAGE = 4096;

/** @returns bytes. @throws InputError as parseSize. @example parseMemoryLimit('2G') // 2147483648 */
export const parseMemoryLimit = (limit: Size | 'max'): Amount =>
  limit === 'max' ? 'max' : Math.floor(parseSize(limit, 'a memory limit') / PAGE) * PAGE;

/** @throws InputError for what is not a whole number of 1 or more. */
export const parseCount = (count: number | 'max', what: string): Amount =>
  count === 'max' ? 'max' : atLeastOne(count, what, count);

/** @returns whole bytes a second. @throws InputError for less than one: 0 would be "no limit" on v1. */
export const parseRateLimit = (rate: Rate | 'max', what: string): Amount =>
  rate === 'max' ? 'max' : atLeastOne(Math.round(parseRate(rate, what)), what, rate);

function atLeastOne(number: number, what: string, received: unknown): number {
  if (!Number.isSafeInteger(number) || number < 1)
    throw new InputError({ expected: `${what} of at least 1, or 'max'`, received });
  return number;
}
