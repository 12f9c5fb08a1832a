/**
 * The rows of a CSV source, two ways that agree: on the bytes (fast; what is quoted goes to csv-parse, row by row), or all of
 * it by csv-parse, which is the reference.
 */
import { parse } from 'csv-parse/sync';
import type { Source } from '../source.ts';
import { ByteRow } from './byte-row.ts';
import { CSV, csvError } from './csv-parse.ts';
import { checkLength, type Position, wholeLines } from './lines.ts';
import { textIn } from './number.ts';
import type { VisitRow } from './row.ts';
import { textRow } from './text-row.ts';

/**
 * Reads every row of a CSV source, at some 100 MB per CPU-second where nothing is quoted.
 *
 * @throws InputError for UTF-16, a line over 16 MiB, or quotation marks that make no CSV; whatever `visit` throws
 */
export async function eachRow(source: Source, visit: VisitRow): Promise<void> {
  const position = { line: 1 };
  const row = new ByteRow();
  const open = createOpenRow(source.name, visit);
  for await (const block of wholeLines(source, position)) eachRowOf(block, { position, row, open, visit, source });
  open.end();
}

interface Reading {
  readonly source: Source;
  readonly position: Position;
  readonly row: ByteRow;
  readonly open: OpenRow;
  readonly visit: VisitRow;
}

function eachRowOf(block: Uint8Array, { position, row, open, visit, source }: Reading): void {
  for (let at = 0; at < block.length; position.line++) {
    const next = row.split(block, at);
    checkLength(next - 1 - at, source.name, position.line);
    row.line = position.line;
    if (row.quotes === 0 && open.isEmpty()) visit(row);
    else open.add(block.subarray(at, Math.min(next, block.length)), row);
    at = next;
  }
}

/** Lines with quotation marks: a row ends where their number is even. */
interface OpenRow {
  isEmpty(): boolean;
  add(line: Uint8Array, row: ByteRow): void;
  end(): void;
}

function createOpenRow(file: string, visit: VisitRow): OpenRow {
  let lines: string[] = [];
  let start = 0;
  let quotes = 0;
  let length = 0;
  let terminated = true;
  const close = () => {
    const cells = csvCells(lines.join(''), file, start);
    lines = [];
    quotes = length = 0;
    visit(textRow(cells, start, terminated));
  };
  return {
    isEmpty: () => lines.length === 0,
    add(line, row) {
      if (lines.length === 0) start = row.line;
      lines.push(textIn(line, 0, line.length));
      quotes += row.quotes;
      length += line.length;
      terminated = row.terminated;
      checkLength(length, file, start);
      if (quotes % 2 === 0) close();
    },
    end: () => lines.length > 0 && close(),
  };
}

function csvCells(text: string, file: string, line: number): string[] {
  try {
    return (parse(text, CSV) as string[][])[0] ?? [''];
  } catch (error) {
    throw csvError(error, file, line);
  }
}
