/**
 * csv-parse as vmlab uses it: the reference that the fast path is tested against, and the reader of what is quoted.
 */
import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { InputError } from '../../../core/errors.ts';
import type { Source } from '../source.ts';
import { LONGEST_LINE, wholeLines } from './lines.ts';
import type { VisitRow } from './row.ts';
import { textRow } from './text-row.ts';

export const CSV = {
  relax_column_count: true, // a ragged row is for the format to judge
  record_delimiter: ['\r\n', '\n'],
  max_record_size: LONGEST_LINE,
};

/** As eachRow, all of it by csv-parse: the reference. @throws InputError as eachRow */
export async function eachRowByCsvParse(source: Source, visit: VisitRow): Promise<void> {
  const ending = { newline: true };
  let line = 1;
  let last: { texts: string[]; line: number } | undefined;
  try {
    for await (const { record, info } of parsed(source, ending)) {
      if (last) visit(textRow(last.texts, last.line, true)); // one behind: only the end tells if the last line ended
      last = { texts: record, line };
      line = info.lines + 1;
    }
  } catch (error) {
    throw csvError(error, source.name, line);
  }
  if (last) visit(textRow(last.texts, last.line, ending.newline));
}

interface Parsed {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

const parsed = (source: Source, ending: { newline: boolean }): AsyncIterable<Parsed> =>
  Readable.from(watched(source, ending), { objectMode: false }).compose(parse({ ...CSV, info: true })) as never;

async function* watched(source: Source, ending: { newline: boolean }): AsyncGenerator<Uint8Array> {
  for await (const block of wholeLines(source, { line: 1 })) {
    ending.newline = block.at(-1) === 10;
    yield block;
  }
}

/** What csv-parse says of bad quoting, as an InputError; any other error as it is. */
export function csvError(error: unknown, file: string, line: number): unknown {
  const { code, message } = error as { code?: string; message?: string };
  if (!code?.startsWith('CSV_') && !code?.includes('QUOTE')) return error;
  return new InputError({ file, line, expected: 'cells quoted as in RFC 4180', received: message }, { cause: error });
}
