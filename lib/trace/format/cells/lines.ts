/**
 * Cuts a stream of bytes into blocks of whole lines, in bounded memory.
 */
import { InputError } from '../../../core/errors.ts';
import type { Source } from '../source.ts';

export const LONGEST_LINE = 16 * 2 ** 20;
const NEWLINE = 10;

/** The line that the next block begins with, from 1; kept up to date by whoever reads the blocks, and used in errors. */
export interface Position {
  line: number;
}

/**
 * @returns blocks of bytes that each end with a newline, but perhaps the last; a UTF-8 byte order mark is left out
 * @throws InputError for UTF-16 and for a line of over 16 MiB
 */
export async function* wholeLines(source: Source, position: Position): AsyncGenerator<Uint8Array> {
  let first = true;
  for await (const block of joinedLines(source, position)) {
    yield first ? withoutMark(block, source.name) : block;
    first = false;
  }
}

async function* joinedLines(source: Source, position: Position): AsyncGenerator<Uint8Array> {
  let carry: Uint8Array[] = [];
  for await (const chunk of source.open()) {
    const end = chunk.lastIndexOf(NEWLINE) + 1;
    if (end > 0 && carry.length > 0) {
      const start = chunk.indexOf(NEWLINE) + 1;
      yield joined(carry, chunk.subarray(0, start));
      if (end > start) yield chunk.subarray(start, end);
    } else if (end > 0) yield chunk.subarray(0, end);
    if (end > 0) carry = [];
    if (end < chunk.length) carry.push(chunk.slice(end)); // a copy: a view would keep the whole chunk
    if (carry.length > 1) checkLength(lengthOf(carry), source.name, position.line);
  }
  if (carry.length > 0) yield joined(carry, new Uint8Array(0));
}

function joined(parts: readonly Uint8Array[], last: Uint8Array): Uint8Array {
  const whole = new Uint8Array(lengthOf(parts) + last.length);
  let at = 0;
  for (const part of [...parts, last]) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const lengthOf = (parts: readonly Uint8Array[]): number => parts.reduce((sum, part) => sum + part.length, 0);

/** @throws InputError if the bytes of a line, or of a quoted row, are over 16 MiB */
export function checkLength(bytes: number, file: string, line: number): void {
  if (bytes <= LONGEST_LINE) return;
  throw new InputError({ file, line, expected: 'a line of at most 16 MiB', received: `${bytes} bytes and more` });
}

function withoutMark(block: Uint8Array, file: string): Uint8Array {
  const [a, b, c] = block;
  const utf16 = (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff) || block.subarray(0, 256).includes(0);
  if (utf16) throw utf16Error(file);
  return a === 0xef && b === 0xbb && c === 0xbf ? block.subarray(3) : block;
}

const utf16Error = (file: string): InputError =>
  new InputError({
    file,
    line: 1,
    expected: 'text in UTF-8',
    received: 'UTF-16, or a binary file',
    advice: "Convert it first: 'iconv -f UTF-16 -t UTF-8'",
  });
