/**
 * A row of cells, whoever split it: bytes of ours for plain rows, csv-parse for what is quoted. Cells count from 0.
 */
export interface Row {
  /** Where it begins, from 1. */
  readonly line: number;
  readonly cells: number;
  /** About how many bytes it has. */
  readonly length: number;
  /** False for a last line without a newline: it may be cut short. */
  readonly terminated: boolean;
  /** NaN if blank, BAD if it is not a number of 0 or more. */
  number(cell: number): number;
  text(cell: number): string;
  /** A copy of the bytes of this cell and the next, to be known again by `matches`; undefined where there are none. */
  pair(cell: number): Uint8Array | undefined;
  /** True if this cell and the next have just these bytes. */
  matches(cell: number, pair: Uint8Array): boolean;
}

/** A row with one blank cell is an empty line. */
export const isBlankLine = (row: Row): boolean => row.cells === 1 && row.text(0) === '';

/** Called for each row, in order. The row is good only until the call returns. */
export type VisitRow = (row: Row) => void;
