import type { Cell, Column, TableSection } from './report.ts';
import { headOf, type Scale, scaled, scaleOf } from './scale.ts';

/** A table as texts, with units in its heads. */
export interface PrintedTable {
  readonly heads: readonly string[];
  readonly aligns: readonly ('left' | 'right')[];
  readonly rows: readonly (readonly string[])[];
}

/** Every cell as it will be read, in the terminal and on a page alike. */
export function printedTable({ columns, rows }: TableSection): PrintedTable {
  const scales = columns.map(({ unit = '' }, column) => scaleOf(unit, numbersOf(rows, column)));
  return {
    heads: columns.map(({ name }, column) => headOf(name, scales[column]!)),
    aligns: columns.map((column, index) => alignOf(column, numbersOf(rows, index))),
    rows: rows.map((row) => columns.map((_, column) => printed(row[column] ?? null, scales[column]!))),
  };
}

const numbersOf = (rows: readonly (readonly Cell[])[], column: number): number[] =>
  rows.map((row) => row[column]).filter((cell) => typeof cell === 'number');

const alignOf = ({ align }: Column, numbers: readonly number[]): 'left' | 'right' =>
  align ?? (numbers.length > 0 ? 'right' : 'left');

function printed(cell: Cell, scale: Scale): string {
  if (cell === null) return '–';
  return typeof cell === 'number' ? scaled(cell, scale) : cell;
}
