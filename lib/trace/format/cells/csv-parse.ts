/**
 * csv-parse as vmlab uses it: the reference that the fast path is tested against, and the reader of what is quoted.
 */
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { parse } from 'csv-parse';
import { InputError } from '../../../core/errors.ts';
import type { Source } from '../source.ts';
import { LONGEST_LINE, type Position, wholeLines } from './lines.ts';
import type { Row, VisitRow } from './row.ts';
import { textRow } from './text-row.ts';

const NEWLINE = 10;

export const CSV = {
  relax_column_count: true, // a ragged row is for the format to judge
  record_delimiter: ['\r\n', '\n'],
  max_record_size: LONGEST_LINE,
};

/** As eachRow, all of it by csv-parse: the reference. @throws InputError as eachRow */
export async function eachRowByCsvParse(source: Source, visit: VisitRow): Promise<void> {
  const position = { line: 1 };
  let newline = true;
  let last: Row | undefined; // one row behind: only the end of the file tells if its last line had ended
  const take = (texts: string[]) => {
    if (last) visit(last);
    last = textRow(texts, position.line, true);
    position.line += linesOf(texts);
  };
  const parser = startParser(source.name, position);
  for await (const block of wholeLines(source, position)) {
    newline = block.at(-1) === NEWLINE;
    (await parser.write(block)).forEach(take);
  }
  (await parser.end()).forEach(take);
  if (last) visit({ ...last, terminated: newline });
}

/** Counted here, since csv-parse takes a lone carriage return for a line of its own. */
const linesOf = (texts: readonly string[]): number =>
  texts.reduce((lines, text) => (text.includes('\n') ? lines + text.split('\n').length - 1 : lines), 1);

interface RunningParser {
  /** The records that ended within this block. */
  write(block: Uint8Array): Promise<string[][]>;
  end(): Promise<string[][]>;
}

function startParser(file: string, position: Position): RunningParser {
  const parser = parse(CSV);
  const records: string[][] = [];
  parser.on('data', (record: string[]) => records.push(record));
  const ended = finished(parser);
  ended.catch(() => {}); // it is awaited below, but may fail before
  const settle = async (wait: Promise<unknown>) => {
    await Promise.race([wait, ended]).catch((error) => {
      throw csvError(error, file, position.line);
    });
    return records.splice(0);
  };
  return {
    write: (block) => settle(parser.write(block) ? Promise.resolve() : once(parser, 'drain')),
    end: () => settle(parser.end() && ended),
  };
}

/** What csv-parse says of bad quoting, as an InputError; any other error as it is. */
export function csvError(error: unknown, file: string, line: number): unknown {
  const { code, message } = error as { code?: string; message?: string };
  if (!code?.startsWith('CSV_') && !code?.includes('QUOTE')) return error;
  return new InputError({ file, line, expected: 'cells quoted as in RFC 4180', received: message }, { cause: error });
}
