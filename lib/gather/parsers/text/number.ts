import { type Place, refusal } from './place.ts';

const DECIMAL = /^\d{1,30}(?:\.\d{1,30})?$/;
const WHOLE = /^\d{1,30}$/;

export const isDecimal = (text: string | undefined): text is string => text !== undefined && DECIMAL.test(text);
export const isWhole = (text: string | undefined): text is string => text !== undefined && WHOLE.test(text);

/** @throws InputError for what is not a number of 0 or more with a decimal point: `21.4`, and not `21,4` */
export function readDecimal(text: string | undefined, place: Place): number {
  if (isDecimal(text)) return Number(text);
  throw refusal(place, 'a number such as 12 or 3.4', text ?? 'the end of the line');
}

/** @throws InputError for what is not a whole number of 0 or more */
export function readWhole(text: string | undefined, place: Place): number {
  if (isWhole(text)) return Number(text);
  throw refusal(place, 'a whole number', text ?? 'the end of the line');
}
