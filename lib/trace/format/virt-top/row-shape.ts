/**
 * Is this a whole row? A row has 18 cells of the host and as many for each domain as the header says.
 */
import type { Row } from '../cells/row.ts';
import type { RepairLog } from '../repairs.ts';
import { domainsIn, firstCell, HOST, HOST_COLUMNS, type Layout } from './layout.ts';

/** `ragged` rows are steps of which nothing is known; a `cut-off` one, at the end of the file, is not even that. */
export type RowShape = 'whole' | 'ragged' | 'cut-off';

/** @throws InputError for a row that is not whole, unless bad cells are to be reported */
export function shapeOf(row: Row, layout: Layout, repairs: RepairLog): RowShape {
  const domains = domainsIn(row, layout);
  const whole = domains >= 0 && Number.isInteger(domains);
  if (!row.terminated && (!whole || isCutShort(row, domains, layout))) return refuseCutOff(row, repairs);
  if (!whole) return refuseRagged(row, layout, repairs);
  if (!row.terminated) repairs.note('no-final-newline', { line: row.line });
  return 'whole';
}

/**
 * virt-top writes a newline after every row. Without one, fewer domains than are `Active`, or a blank last cell after one that
 * is not, say that the row goes on; an end within the last number does not show, and is only noted.
 */
function isCutShort(row: Row, domains: number, layout: Layout): boolean {
  if (domains < row.number(HOST.active)) return true;
  const last = row.cells - 1;
  return domains > 0 && row.text(last) === '' && last > firstCell(domains - 1, layout) && row.text(last - 1) !== '';
}

function refuseCutOff(row: Row, repairs: RepairLog): RowShape {
  const expected = 'a whole row that ends in a newline';
  const received = `the end of the file after ${row.cells} cells`;
  const advice = 'The file was cut off in the middle of a line; leave that line out';
  repairs.refuse({ kind: 'cut-off', line: row.line, column: row.cells, expected, received, advice });
  return 'cut-off';
}

function refuseRagged(row: Row, { width }: Layout, repairs: RepairLog): RowShape {
  const expected = `${HOST_COLUMNS.length} cells and ${width} for each domain, as in the header`;
  const received = `${row.cells} cells`;
  repairs.refuse({ kind: 'ragged-row', line: row.line, column: row.cells, expected, received });
  return 'ragged';
}
