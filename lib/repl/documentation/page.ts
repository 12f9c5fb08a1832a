import { pad, widthOf, wrap } from '../../report/terminal/cells.ts';
import type { Ink } from '../../report/terminal/ink.ts';
import type { ApiIndex } from '../api/api-index.ts';

/** What documentation is written on. */
export interface Page {
  readonly index: ApiIndex;
  readonly columns: number;
  readonly ink: Ink;
}

const GAP = 2;
const INDENT = '  ';
/** No more of the page than this for each column but the last, which has the sentences. */
const MOST = 0.3;

/** A docstring's paragraphs: its own lines are as long as the source is wide. */
export const paragraphLines = (text: string, width: number): string[] =>
  wrap(text.replace(/(?<!\n)\n(?![\n-])/g, ' '), width);

/** A part with a heading, indented; nothing where it has no lines. */
export const part = (heading: string, lines: readonly string[], { ink }: Page): string[] =>
  lines.length === 0 ? [] : ['', ink(heading, 'title'), ...lines.map((line) => (line === '' ? '' : INDENT + line))];

/** How wide the lines of a part may be. */
export const partWidth = ({ columns }: Page): number => columns - INDENT.length;

/** Rows in columns that are aligned, their cells wrapped. */
export function aligned(rows: readonly (readonly string[])[], width: number): string[] {
  const widths = settled(rows, width);
  return rows.flatMap((row) => rowLines(row, widths));
}

function settled(rows: readonly (readonly string[])[], width: number): number[] {
  const before = (rows[0] ?? []).slice(0, -1).map((_, column) => widest(rows, column));
  const cut = before.map((natural) => Math.min(natural, Math.floor(width * MOST)));
  return [...cut, cut.reduce((left, each) => left - each - GAP, width)];
}

const widest = (rows: readonly (readonly string[])[], column: number): number =>
  rows.reduce((most, row) => Math.max(most, widthOf(row[column]!)), 0);

function rowLines(row: readonly string[], widths: readonly number[]): string[] {
  const cells = row.map((cell, column) => paragraphLines(cell, widths[column]!));
  const height = Math.max(...cells.map(({ length }) => length));
  return Array.from({ length: height }, (_, line) =>
    cells
      .map((lines, column) => pad(lines[line] ?? '', widths[column]!))
      .join(' '.repeat(GAP))
      .trimEnd(),
  );
}
