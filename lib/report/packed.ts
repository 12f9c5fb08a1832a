/**
 * Long columns of numbers as JSON keeps them: eight bytes a number as base64, a third of the room that digits take, and to the
 * last bit. Short ones stay a list that a person can read.
 */

/** Little-endian doubles. In Python: `numpy.frombuffer(base64.b64decode(packed['float64']), '<f8')`. */
export interface PackedColumn {
  readonly float64: string;
}

/** Evenly spaced times: the nth, from 0, is `from + n * step` s, to the nearest ns. */
export interface PackedTimes {
  readonly from: number;
  readonly step: number;
  readonly count: number;
}

/** More numbers than this are packed. */
const LONGEST_LIST = 2000;

/** @example packColumn([1, 2]) // [1, 2], for it is short */
export const packColumn = (values: readonly number[]): readonly number[] | PackedColumn =>
  values.length <= LONGEST_LIST ? values : { float64: base64(Float64Array.from(values)) };

/** Times as their first, their distance and their number where that gives back each of them exactly. */
export function packTimes(times: readonly number[]): readonly number[] | PackedColumn | PackedTimes {
  if (times.length <= LONGEST_LIST) return times;
  const even = {
    from: times[0]!,
    step: toNanosecond((times.at(-1)! - times[0]!) / (times.length - 1)),
    count: times.length,
  };
  return times.every((time, index) => time === timeAt(even, index)) ? even : packColumn(times);
}

/** The numbers again; `null`, as JSON writes `NaN`, is `NaN`. */
export function unpack(column: readonly (number | null)[] | PackedColumn | PackedTimes): number[] {
  if ('float64' in column) return Array.from(doubles(column.float64));
  if ('count' in column) return Array.from({ length: column.count }, (_, index) => timeAt(column, index));
  return column.map((value) => value ?? Number.NaN);
}

const timeAt = ({ from, step }: PackedTimes, index: number): number => toNanosecond(from + index * step);
const toNanosecond = (seconds: number): number => Math.round(seconds * 1e9) / 1e9;

/** In pieces, for a call takes no more than some ten thousand arguments; a multiple of three, so that the pieces join. */
const PIECE = 3 * 8192;

function base64(column: Float64Array): string {
  const bytes = new Uint8Array(column.buffer);
  const pieces = Array.from({ length: Math.ceil(bytes.length / PIECE) }, (_, index) =>
    btoa(String.fromCharCode(...bytes.subarray(index * PIECE, (index + 1) * PIECE))),
  );
  return pieces.join('');
}

function doubles(base64Text: string): Float64Array {
  const text = atob(base64Text);
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < bytes.length; index++) bytes[index] = text.charCodeAt(index);
  return new Float64Array(bytes.buffer);
}
