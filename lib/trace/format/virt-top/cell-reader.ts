import type { Row } from '../cells/row.ts';
import type { RepairLog } from '../repairs.ts';
import { columnName, firstCell, type Layout } from './layout.ts';

/** Reads cells of one file and refuses bad ones, with their place. */
export class CellReader {
  readonly layout: Layout;
  private readonly repairs: RepairLog;

  constructor(layout: Layout, repairs: RepairLog) {
    this.layout = layout;
    this.repairs = repairs;
  }

  /** NaN if blank. @throws InputError for what is not a number of 0 or more; NaN where bad cells are to be reported */
  number(row: Row, cell: number): number {
    const value = row.number(cell);
    if (!(value < 0)) return value;
    return this.refuse(row, cell, 'a number of 0 or more, or a blank cell');
  }

  /** @throws InputError, or counts the cell; @returns NaN */
  refuse(row: Row, cell: number, expected: string): number {
    const place = { line: row.line, column: columnName(cell, this.layout), received: row.text(cell) };
    this.repairs.refuse({ kind: 'bad-cell', ...place, expected, advice: advice(row, cell, this.layout) });
    return Number.NaN;
  }
}

/** All domains have columns of the same names, so the place in the row is told as well. */
function advice(row: Row, cell: number, layout: Layout): string | undefined {
  const slot = Math.floor((cell - firstCell(0, layout)) / layout.width);
  if (slot < 0) return undefined;
  const name = row.text(firstCell(slot, layout) + 1).slice(0, 40);
  return `It is cell ${cell + 1} of the row, of the domain '${name}'`;
}
