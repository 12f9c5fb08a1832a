/**
 * One cell to one number. `numberIn` reads bytes and gives, to the bit, what `parseNumber` gives for the same text.
 */

/** What is not a number. No good cell is below 0, so this cannot be mistaken for one. */
export const BAD = -1;

// Linear in the length of the cell: `\d+\.?\d*` would try every split of a long row of digits.
const NUMBER = /^[ \t]*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?[ \t]*$/;
const BLANK = /^[ \t]*$/;

/**
 * @returns the number; NaN for a blank cell (not recorded); BAD for text, for what is below 0, and for what no double can hold
 * @example parseNumber('9481978103.') // 9481978103
 */
export function parseNumber(text: string): number {
  if (BLANK.test(text)) return Number.NaN;
  if (!NUMBER.test(text)) return BAD;
  const value = Number(text);
  return value >= 0 && value < Number.POSITIVE_INFINITY ? value + 0 : BAD; // + 0: no cell is -0
}

// An integer below 10^15 and a power of ten up to 10^22 are exact as doubles, so one division rounds once, as Number() does
// (Clinger, "How to Read Floating Point Numbers Accurately", 1990).
const EXACT_DIGITS = 15;
const POWERS = Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));
const ZERO = 48;
const POINT = 46;

/** As parseNumber, for the bytes from `from` up to `to`. */
export function numberIn(bytes: Uint8Array, from: number, to: number): number {
  let value = 0;
  let digits = 0;
  let point = -1;
  for (let at = from; at < to; at++) {
    const digit = (bytes[at] as number) - ZERO;
    if (digit >= 0 && digit <= 9) {
      value = value * 10 + digit;
      if (value > 0) digits++;
    } else if (digit === POINT - ZERO && point < 0) point = at;
    else return odd(bytes, from, to);
  }
  if (from === to) return Number.NaN;
  const decimals = point < 0 ? 0 : to - point - 1;
  const alone = point >= 0 && to - from === 1;
  if (digits > EXACT_DIGITS || decimals >= POWERS.length || alone) return odd(bytes, from, to);
  return value / (POWERS[decimals] as number);
}

const odd = (bytes: Uint8Array, from: number, to: number): number => parseNumber(textIn(bytes, from, to));

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The text of the bytes from `from` up to `to`, as UTF-8. */
export const textIn = (bytes: Uint8Array, from: number, to: number): string => decoder.decode(bytes.subarray(from, to));
