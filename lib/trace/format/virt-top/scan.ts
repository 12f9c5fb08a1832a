/**
 * One pass over a virt-top file: checks the shape of every row, follows the domains, finds the length of every step, and
 * hands each domain's cells to a visitor. What the visitor does not ask for is not parsed.
 *
 * Every pass checks: header, number of cells, domain ids and names, Time, Physical CPUs, and the CPU (ns) of all domains.
 */
import { parseDuration } from '../../../core/units.ts';
import type { HostFacts } from '../../trace.ts';
import { eachRowByCsvParse } from '../cells/csv-parse.ts';
import type { Row } from '../cells/row.ts';
import { eachRow } from '../cells/rows.ts';
import { emptyFile } from '../errors.ts';
import { createRepairLog, type Repairs } from '../repairs.ts';
import type { Source } from '../source.ts';
import type { Layout } from './layout.ts';
import type { VirtTopOptions } from './options.ts';
import type { Domain } from './roster.ts';
import { RowScanner } from './row-scanner.ts';

/** One domain in one step. One object serves all: it is good until the visitor returns. */
export interface Sighting {
  readonly domain: Domain;
  readonly step: number;
  /** About how many bytes the row has. */
  readonly rowLength: number;
  readonly layout: Layout;
  /** CPU time in the step, in ns; NaN if not recorded. */
  readonly cpuTime: number;
  /**
   * The number in one of the domain's columns, at an offset of `layout.at`; NaN if it is not recorded, or not in the file.
   *
   * @throws InputError if it is bad
   */
  number(offset: number | undefined): number;
  /** The same, but below 0 if it is bad: a look that refuses nothing. */
  raw(offset: number | undefined): number;
}
export type Visit = (sighting: Sighting) => void;

export interface Scan {
  /** Lengths of the steps, in s. */
  readonly interval: Float64Array;
  readonly domains: readonly Domain[];
  readonly host: HostFacts;
  /** The first row's Time. */
  readonly start?: string;
  /** Seconds that the Time column says have passed from the first row to the last; NaN if it does not tell. */
  readonly elapsedByTime: number;
  readonly layout: Layout;
  readonly repairs: Repairs;
}

/** @throws InputError for whatever is wrong with the file; with `onBadCell: 'report'` only if nothing can be read */
export async function scan(source: Source, options: VirtTopOptions, visit: Visit): Promise<Scan> {
  const repairs = createRepairLog(source.name, options.onBadCell);
  const interval = options.interval === undefined ? undefined : parseDuration(options.interval, 'an interval');
  const scanner = new RowScanner({ file: source.name, repairs, interval }, visit);
  const rows = options.parser === 'csv-parse' ? eachRowByCsvParse : eachRow;
  await rows(source, (row: Row) => scanner.add(row));
  return scanner.finish() ?? emptyFile(source.name, 'a header and rows of virt-top --csv');
}
