/**
 * What human output and CSV have in common: the cell of a count.
 */
import { type Place, refusal } from '../text/place.ts';
import type { PerfCount } from './output.ts';

const NOT_COUNTED: ReadonlyMap<string, PerfCount['status']> = new Map([
  ['<not supported>', 'not supported'],
  ['<not counted>', 'not counted'],
]);

export type CountCell = Pick<PerfCount, 'value' | 'status'>;

const PLAIN = /^\d{1,30}(?:\.\d{1,30})?$/;
/** Where the locale groups digits by commas. Others use points or spaces, with which numbers cannot be told from other ones. */
const GROUPED = /^\d{1,3}(?:,\d{3}){1,9}(?:\.\d{1,30})?$/;

export const isCount = (text: string | undefined): text is string =>
  text !== undefined && (NOT_COUNTED.has(text) || PLAIN.test(text) || GROUPED.test(text));

/** @throws InputError for what is no count, and for a part of one: '1.234' may be 1234 in another language */
export function readCount(text: string, unit: string, place: Place): CountCell {
  const status = NOT_COUNTED.get(text);
  if (status) return { value: Number.NaN, status };
  if (!isCount(text) || (unit === '' && text.includes('.'))) throw refusal(place, 'a count', text);
  return { value: Number(text.replaceAll(',', '')), status: 'counted' };
}
