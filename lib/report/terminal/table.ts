import { type PrintedTable, printedTable } from '../printed-table.ts';
import type { TableSection } from '../report.ts';
import { pad, tame, widthOf } from './cells.ts';
import type { Page } from './options.ts';

const GAP = 2;
/** Texts may be cut to this many cells; numbers are left whole. */
const LEAST_TEXT = 12;

/**
 * A table with its columns aligned. Where the page is too narrow, texts are cut; where that is not enough, all stay whole and
 * the columns continue below, the first of them repeated, as R prints a wide table; or the first few, where it takes those to tell the rows apart.
 */
export function tableLines(section: TableSection, page: Page): string[] {
  if (section.columns.length === 0) return [];
  const table = tamed(printedTable(section));
  const widths = settle(naturalWidths(table), table, page.columns);
  return blocksOf(widths, { keys: keysOf(table, widths, page.columns), columns: page.columns }).flatMap(
    (block, index) => [...(index === 0 ? [] : ['']), ...blockLines(table, { block, widths, ink: page.ink })],
  );
}

const tamed = ({ heads, aligns, rows }: PrintedTable): PrintedTable => ({
  heads: heads.map(tame),
  aligns,
  rows: rows.map((row) => row.map(tame)),
});

const naturalWidths = ({ heads, rows }: PrintedTable): number[] =>
  heads.map((head, column) => rows.reduce((widest, row) => Math.max(widest, widthOf(row[column]!)), widthOf(head)));

function settle(natural: readonly number[], { aligns }: PrintedTable, columns: number): number[] {
  const cut = cutTexts(natural, aligns, columns);
  return total(cut) <= columns ? cut : bounded(natural, columns);
}

/** Takes cells from the widest text until the table fits or no text is left to cut. */
function cutTexts(natural: readonly number[], aligns: PrintedTable['aligns'], columns: number): number[] {
  const widths = [...natural];
  for (let excess = total(widths) - columns; excess > 0; excess--) {
    const texts = widths.map((width, column) => (aligns[column] === 'left' ? width : 0));
    const widest = texts.indexOf(Math.max(...texts));
    if (texts[widest]! <= LEAST_TEXT) break;
    widths[widest]! -= 1;
  }
  return widths;
}

/** No column so wide that the page could not hold it beside the first. */
function bounded([head = 0, ...others]: readonly number[], columns: number): number[] {
  if (others.length === 0) return [Math.min(head, columns)];
  const first = Math.min(head, Math.floor(columns / 2) - GAP);
  return [first, ...others.map((width) => Math.min(width, columns - first - GAP))];
}

/** How many of the first columns tell the rows apart; 1 where those would leave no room for each of the others. */
function keysOf({ rows }: PrintedTable, widths: readonly number[], columns: number): number {
  const tellApart = (count: number) => new Set(rows.map((row) => row.slice(0, count).join('\n'))).size === rows.length;
  const count = widths.findIndex((_, column) => tellApart(column + 1)) + 1;
  const [keys, others] = [widths.slice(0, count), widths.slice(count)];
  const fit = others.length > 0 && others.every((width) => total([...keys, width]) <= columns);
  return fit ? Math.max(1, count) : 1;
}

function blocksOf(widths: readonly number[], { keys, columns }: { keys: number; columns: number }): number[][] {
  const repeated = Array.from({ length: keys }, (_, column) => column);
  const blocks = [repeated];
  for (let column = keys; column < widths.length; column++) {
    const wider = [...blocks.at(-1)!, column];
    if (total(wider.map((index) => widths[index]!)) <= columns) blocks[blocks.length - 1] = wider;
    else blocks.push([...repeated, column]);
  }
  return blocks;
}

interface Block {
  readonly block: readonly number[];
  readonly widths: readonly number[];
  readonly ink: Page['ink'];
}

function blockLines({ heads, aligns, rows }: PrintedTable, { block, widths, ink }: Block): string[] {
  const line = (cells: readonly string[]) =>
    block
      .map((column) => pad(cells[column]!, widths[column]!, aligns[column]))
      .join(' '.repeat(GAP))
      .trimEnd();
  const rule = '─'.repeat(total(block.map((column) => widths[column]!)));
  return [line(heads), ink(rule, 'faint'), ...rows.map(line)];
}

/** The width of some columns beside each other. */
const total = (widths: readonly number[]): number => widths.reduce((sum, width) => sum + width + GAP, -GAP);
