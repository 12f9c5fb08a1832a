/**
 * `memory_record`: used memory in kB, a line a second, the last one perhaps without a newline. The kB are the kernel's, of 1024
 * bytes (as `free` and /proc/meminfo have them).
 */
import { InputError } from '../../core/errors.ts';
import { type Duration, parseDuration } from '../../core/units.ts';
import { isBlankLine, type Row } from './cells/row.ts';
import { eachRow } from './cells/rows.ts';
import { emptyFile } from './errors.ts';
import { createRepairLog, type OnBadCell, type RepairLog, type Repairs } from './repairs.ts';
import type { Source } from './source.ts';

export interface MemoryRecordOptions {
  /** Time from line to line; 1 s by default. */
  readonly interval?: Duration;
  readonly onBadCell?: OnBadCell;
}

/** Memory over time, to be joined with a Trace by `withMemory`. */
export interface MemoryColumns {
  /** In s. */
  readonly interval: Float64Array;
  /** In bytes. */
  readonly memory: Float64Array;
}

const KB = 1024;

/**
 * @throws InputError with file, line and value for anything but one number a line
 * @example withMemory(trace, await readMemoryRecord(source))
 */
export async function readMemoryRecord(
  source: Source,
  options: MemoryRecordOptions = {},
): Promise<MemoryColumns & { readonly repairs: Repairs }> {
  const repairs = createRepairLog(source.name, options.onBadCell);
  const memory: number[] = [];
  let blank = 0;
  await eachRow(source, (row) => {
    if (isBlankLine(row)) {
      blank++; // at the end of the file nothing is missing
      return;
    }
    for (; blank > 0; blank--) memory.push(notRecorded(row.line - blank, repairs));
    memory.push(kilobytes(row, repairs) * KB);
  });
  if (memory.length === 0) emptyFile(source.name, 'a number of kB on each line');
  const interval = new Float64Array(memory.length).fill(parseDuration(options.interval ?? 1, 'an interval'));
  return { interval, memory: Float64Array.from(memory), repairs: repairs.list() };
}

function notRecorded(line: number, repairs: RepairLog): number {
  repairs.refuse({ kind: 'bad-cell', line, expected: 'a number of kB', received: '' });
  return Number.NaN;
}

function kilobytes(row: Row, repairs: RepairLog): number {
  const value = row.cells === 1 ? row.number(0) : -1;
  if (value >= 0) return value;
  repairs.refuse({ kind: 'bad-cell', line: row.line, column: 1, expected: 'one number of kB', received: row.text(0) });
  return Number.NaN;
}

/**
 * The lines of a memory_record, to whole kB.
 *
 * @throws InputError for steps that are not all of one length, or in which memory was not recorded
 */
export function* writeMemoryRecord({ interval, memory }: MemoryColumns): Generator<string> {
  for (let step = 0; step < memory.length; step++) {
    if (interval[step] !== interval[0])
      throw new InputError({ expected: 'steps of one length (see resample)', received: interval[step] });
    if (Number.isNaN(memory[step]))
      throw new InputError({ expected: 'memory in every step', received: 'not recorded' });
    yield `${Math.round((memory[step] as number) / KB)}\n`;
  }
}
