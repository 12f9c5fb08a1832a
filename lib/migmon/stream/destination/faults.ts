/**
 * Recorded page faults, which the destination requests in place of random pages, in their order and over again.
 */
import { InputError } from '../../../core/errors.ts';
import { linesOf } from '../../../core/lines.ts';
import { readText } from '../../../host/local/files.ts';
import { PAGE_BYTES } from '../defaults.ts';

/** Tens of millions of faults. */
const MOST_BYTES = 2 ** 28;

/** A file (see `parseFaults`), or page indexes from 0. */
export type Faults = string | ArrayLike<number>;

/** @param pages how many the VM has. @throws InputError for a list that is empty, or has what is no page of the VM */
export function checkFaults(faults: Faults, pages: number): string | readonly number[] {
  if (typeof faults === 'string') return faults;
  const wrong = Array.from(faults).find((page) => !isWithin(page, pages));
  if (wrong !== undefined) throw new InputError({ expected: `a page index from 0 to ${pages - 1}`, received: wrong });
  if (faults.length === 0) throw new InputError({ expected: 'one page index at least', received: 'none' });
  return Object.freeze(Array.from(faults));
}

/** @throws HostError where the file cannot be read. @throws InputError as parseFaults */
export async function readFaults(faults: string | readonly number[], pages: number): Promise<Float64Array> {
  if (typeof faults !== 'string') return Float64Array.from(faults);
  return parseFaults(faults, await readText(faults, MOST_BYTES), pages);
}

/**
 * One fault a line: a page's index in decimal (`12345`), or a guest physical address in it in hexadecimal (`0x3039000`). Blank lines, blanks
 * around, and `#` comments are left out.
 *
 * @param file named in errors. @param pages how many the VM has
 * @throws InputError with file and line for what is no page of the VM; for a file without faults
 * @example parseFaults('faults.txt', '7\n0x7010  # the same page\n', 16) // Float64Array [ 7, 7 ]
 */
export function parseFaults(file: string, text: string, pages: number): Float64Array {
  const faults: number[] = [];
  let line = 0;
  for (const row of linesOf(text.replace(/^\uFEFF/, ''))) faults.push(...parseLine(row, { file, line: ++line, pages }));
  if (faults.length === 0)
    throw new InputError({ file, expected: 'one page fault a line, one at least', received: 'none' });
  return Float64Array.from(faults);
}

interface Place {
  readonly file: string;
  readonly line: number;
  readonly pages: number;
}

function parseLine(text: string, { file, line, pages }: Place): number[] {
  const content = text.replace(/#.*/, '').trim();
  if (content === '') return [];
  const page = pageOf(content);
  if (isWithin(page, pages)) return [page];
  const expected = `a page index from 0 to ${pages - 1}, or an address below 0x${(pages * PAGE_BYTES).toString(16)}`;
  throw new InputError({ file, line, expected, received: content });
}

function pageOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  return /^0x[0-9a-f]+$/i.test(text) ? Math.floor(Number(text) / PAGE_BYTES) : Number.NaN;
}

const isWithin = (page: number, pages: number): boolean => Number.isInteger(page) && page >= 0 && page < pages;
