import { InputError } from '../../../core/errors.ts';
import { RESOURCES } from '../../trace.ts';
import type { Row } from '../cells/row.ts';
import type { RepairLog } from '../repairs.ts';
import { TIDY, TIDY_COLUMNS } from './columns.ts';

/** A VM's rows, number by number: time, interval and the resources. */
export interface VmRows {
  readonly times: number[];
  readonly intervals: number[];
  readonly resources: readonly number[][];
}

interface At {
  readonly row: Row;
  readonly repairs: RepairLog;
}

/** @throws InputError for any other header */
export function checkHeader(row: Row, file: string): void {
  const wrong = TIDY_COLUMNS.findIndex((name, cell) => row.text(cell).trim() !== name);
  const column = wrong < 0 ? TIDY_COLUMNS.length : wrong;
  if (wrong < 0 && row.cells === TIDY_COLUMNS.length) return;
  const expected = `the header '${TIDY_COLUMNS.join(',')}'`;
  throw new InputError({ file, line: row.line, column: column + 1, expected, received: row.text(column) });
}

/** Adds a row to its VM's. @throws InputError for what is wrong in it, unless bad cells are to be reported */
export function addRow(at: At, vms: Map<string, VmRows>): void {
  const { row, repairs } = at;
  const name = row.text(TIDY.vm);
  if (row.cells !== TIDY_COLUMNS.length) refuseRagged(at);
  else if (name === '') repairs.refuse(bad(row, TIDY.vm, "a VM's name"));
  else addTo(rowsOf(name, vms), at);
}

function rowsOf(name: string, vms: Map<string, VmRows>): VmRows {
  const rows = vms.get(name) ?? { times: [], intervals: [], resources: RESOURCES.map(() => []) };
  vms.set(name, rows);
  return rows;
}

function addTo({ times, intervals, resources }: VmRows, at: At): void {
  const { row, repairs } = at;
  const time = axisNumber(at, TIDY.time);
  const interval = axisNumber(at, TIDY.interval);
  if (Number.isNaN(time + interval)) return;
  if (time < (times.at(-1) ?? 0)) {
    repairs.refuse(bad(row, TIDY.time, 'a time after that of the row before'));
    return;
  }
  times.push(time);
  intervals.push(interval);
  for (const [index, values] of resources.entries()) values.push(resourceNumber(at, TIDY.firstResource + index));
  if (!row.terminated) repairs.note('no-final-newline', { line: row.line });
}

function refuseRagged({ row, repairs }: At): void {
  const expected = row.terminated
    ? `${TIDY_COLUMNS.length} cells`
    : `${TIDY_COLUMNS.length} cells: the file was cut off`;
  const kind = row.terminated ? 'ragged-row' : 'cut-off';
  repairs.refuse({ kind, line: row.line, column: row.cells, expected, received: `${row.cells} cells` });
}

function axisNumber({ row, repairs }: At, cell: number): number {
  const value = row.number(cell);
  if (value >= 0) return value;
  repairs.refuse(bad(row, cell, 'a number of seconds'));
  return Number.NaN;
}

function resourceNumber({ row, repairs }: At, cell: number): number {
  const value = row.number(cell);
  if (!(value < 0)) return value;
  repairs.refuse(bad(row, cell, 'a number of 0 or more, or a blank cell'));
  return Number.NaN;
}

const bad = (row: Row, cell: number, expected: string) =>
  ({ kind: 'bad-cell', line: row.line, column: TIDY_COLUMNS[cell], expected, received: row.text(cell) }) as const;
