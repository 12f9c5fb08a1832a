/**
 * One pass over a virt-top file: checks the shape of every row, follows the domains, finds the length of every step, and
 * hands each domain's cells to a visitor. What the visitor does not ask for is not parsed.
 *
 * Every pass checks: header, number of cells, domain ids and names, Time, Physical CPUs, and the CPU (ns) of all domains.
 */
import { parseDuration } from '../../../core/units.ts';
import { eachRowByCsvParse } from '../cells/csv-parse.ts';
import type { Row } from '../cells/row.ts';
import { eachRow } from '../cells/rows.ts';
import { emptyFile } from '../errors.ts';
import { createRepairLog } from '../repairs.ts';
import type { Source } from '../source.ts';
import type { VirtTopOptions } from './options.ts';
import { RowScanner } from './row-scanner.ts';
import type { Scan, Visit } from './sighting.ts';

/** @throws InputError for whatever is wrong with the file; with `onBadCell: 'report'` only if nothing can be read */
export async function scan(source: Source, options: VirtTopOptions, visit: Visit): Promise<Scan> {
  const repairs = createRepairLog(source.name, options.onBadCell);
  const interval = options.interval === undefined ? undefined : parseDuration(options.interval, 'an interval');
  const scanner = new RowScanner({ file: source.name, repairs, interval }, visit);
  const rows = options.parser === 'csv-parse' ? eachRowByCsvParse : eachRow;
  await rows(source, (row: Row) => scanner.add(row));
  return scanner.finish() ?? emptyFile(source.name, 'a header and rows of virt-top --csv');
}
