import { createTrace, RESOURCES, type Recording, type Trace } from '../../trace.ts';
import { isBlankLine } from '../cells/row.ts';
import { eachRow } from '../cells/rows.ts';
import { unknownRow } from '../choose.ts';
import { emptyFile } from '../errors.ts';
import { createRepairLog, type OnBadCell, type Repairs } from '../repairs.ts';
import type { Source } from '../source.ts';
import { commonAxis } from './axis.ts';
import { TIDY_COLUMNS } from './columns.ts';
import { addRow, checkHeader, type VmRows } from './rows.ts';

export interface TidyOptions {
  /** `throw` (the default) an InputError at the first bad cell, or `report`: such cells are NaN, and counted in `repairs`. */
  readonly onBadCell?: OnBadCell;
}

/**
 * All VMs of a tidy CSV file. Rows may be by time, as vmlab writes them, or by VM, as a tool may have sorted them; each VM's
 * own rows must be in the order of time.
 *
 * @throws InputError with file, line, column and value; for VMs that have no common axis
 * @example const { recording } = await readTidy(source);
 */
export async function readTidy(
  source: Source,
  options: TidyOptions = {},
): Promise<{ recording: Recording; repairs: Repairs }> {
  const repairs = createRepairLog(source.name, options.onBadCell);
  const vms = new Map<string, VmRows>();
  let header = false;
  await eachRow(source, (row) => {
    if (isBlankLine(row)) return;
    if (header) addRow({ row, repairs }, vms);
    else {
      checkHeader(row, source.name);
      header = true;
    }
  });
  if (vms.size === 0) emptyFile(source.name, `rows under the header '${TIDY_COLUMNS.join(',')}'`);
  return { recording: { host: {}, traces: tracesOf(vms, source.name) }, repairs: repairs.list() };
}

/** One VM of a tidy CSV file. @param row its number, from 1 in order of first appearance, or its name */
export async function readTidyTrace(
  source: Source,
  row: number | string,
  options: TidyOptions = {},
): Promise<{ trace: Trace; host: Recording['host']; repairs: Repairs }> {
  const { recording, repairs } = await readTidy(source, options);
  const { traces, host } = recording;
  const trace = typeof row === 'number' ? traces[row - 1] : traces.find(({ name }) => name === row);
  if (!trace) {
    const names = traces.map(({ name }) => name);
    throw unknownRow(source.name, row, names);
  }
  return { trace, host, repairs };
}

function tracesOf(vms: ReadonlyMap<string, VmRows>, file: string): Trace[] {
  const { interval, place } = commonAxis(vms, file);
  return [...vms].map(([name, rows]) => {
    const columns = RESOURCES.map((resource, index) => [resource, place(name, rows.resources[index] ?? [])]);
    return createTrace(name, { interval, ...Object.fromEntries(columns) });
  });
}
