import { parseDuration } from '../../../core/units.ts';
import { createTrace, type Trace } from '../../trace.ts';
import { isBlankLine } from '../cells/row.ts';
import { eachRow } from '../cells/rows.ts';
import { emptyFile } from '../errors.ts';
import { createRepairLog, type Repairs } from '../repairs.ts';
import type { Source } from '../source.ts';
import { numbersOf } from './line.ts';
import { KB, type RescoinOptions, TRAFFIC, unitsOf } from './options.ts';

export interface ReadRescoin {
  readonly trace: Trace;
  /** ISO 8601. */
  readonly start: string;
  readonly repairs: Repairs;
}

/**
 * One VM's, or a host's, trace. `nan`, as C prints it, is not recorded. Values below 0 and above 1 PB/s are a counter's
 * overflow: not recorded, and counted.
 *
 * @throws InputError with file, line, column and value
 * @example await readRescoin(source, { cpus: 4, memory: '8GiB', memoryAs: 'fraction' })
 */
export async function readRescoin(source: Source, options: RescoinOptions = {}): Promise<ReadRescoin> {
  const repairs = createRepairLog(source.name, options.onBadCell);
  const lines: number[][] = [];
  await eachRow(source, (row) => {
    const numbers = isBlankLine(row) ? undefined : numbersOf(row, lines.at(-1)?.[0] ?? -1, repairs);
    if (numbers) lines.push(numbers);
  });
  if (lines.length === 0) emptyFile(source.name, 'lines of eight numbers');
  const name = options.name ?? source.name.replace(/^.*\//, '').replace(/\.rst$/, '');
  const start = new Date(Math.min(lines[0]?.[0] ?? 0, 8e12) * 1000).toISOString();
  return { trace: traceOf(name, lines, options), start, repairs: repairs.list() };
}

function traceOf(name: string, lines: readonly number[][], options: RescoinOptions): Trace {
  const last = parseDuration(options.interval ?? 10, 'an interval');
  const times = lines.map((line) => line[0] as number);
  const interval = Float64Array.from(times, (time, step) => (times[step + 1] ?? time + last) - time);
  const column = (index: number, factor: (step: number) => number) =>
    Float64Array.from(lines, (line, step) => (line[index] as number) * factor(step));
  const units = unitsOf(options);
  const traffic = TRAFFIC.map((resource, index) => [
    resource,
    column(4 + index, (step) => KB * (interval[step] as number)),
  ]);
  const levels = { cpu: column(2, () => units.cpu), memory: column(3, () => units.memory) };
  return createTrace(name, { interval, ...levels, ...Object.fromEntries(traffic) });
}
