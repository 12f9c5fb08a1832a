/**
 * ResCoin's logs (`.rst`): a line every 10 s with Unix time, index, CPU, memory, kB/s read, written, received and sent, parted by
 * spaces. Source: ResCoin's vmmonitor.c: CPU is a percentage of the host's cores, kB are 1024 bytes, the time is that of the
 * step's start; a VM's memory is written as a fraction (1.00 is all of it), a host's as a percentage.
 */
import { type Duration, parseDuration, parseSize, type Size } from '../../core/units.ts';
import { createTrace, type Resource, type Trace } from '../trace.ts';
import { BAD, parseNumber } from './cells/number.ts';
import { isBlankLine, type Row } from './cells/row.ts';
import { eachRow } from './cells/rows.ts';
import { emptyFile } from './errors.ts';
import { createRepairLog, type OnBadCell, type RepairLog, type Repairs } from './repairs.ts';
import type { Source } from './source.ts';

export interface RescoinOptions {
  /** Cores that 100 % are of. Without it, `cpu` is not recorded: the file does not tell. */
  readonly cpus?: number;
  /** Memory that all is of. Without it, `memory` is not recorded. */
  readonly memory?: Size;
  /** How memory is written: `fraction` in a VM's log, `percent` (the default) in a host's. */
  readonly memoryAs?: 'percent' | 'fraction';
  /** The trace's name; the file's by default, without folder and `.rst`. */
  readonly name?: string;
  /** Length of the last step, which no later line ends; 10 s by default. */
  readonly interval?: Duration;
  readonly onBadCell?: OnBadCell;
}

const COLUMNS = ['time', 'index', 'CPU %', 'memory %', 'read kB/s', 'write kB/s', 'receive kB/s', 'transmit kB/s'];
const TRAFFIC: readonly Resource[] = ['read', 'write', 'rx', 'tx'];
const KB = 1024;
/** A PB/s: no disk or network of one machine; a counter's overflow. */
const MOST_KB_PER_SECOND = 1e12;

/**
 * One VM's, or a host's, trace. Values below 0 and above 1 PB/s are a counter's overflow: not recorded, and counted.
 *
 * @throws InputError with file, line, column and value
 * @example await readRescoin(source, { cpus: 4, memory: '8GiB', memoryAs: 'fraction' })
 */
export async function readRescoin(
  source: Source,
  options: RescoinOptions = {},
): Promise<{ trace: Trace; start: string; repairs: Repairs }> {
  const repairs = createRepairLog(source.name, options.onBadCell);
  const lines: number[][] = [];
  await eachRow(source, (row) => {
    const numbers = isBlankLine(row) ? undefined : numbersOf(row, lines.at(-1)?.[0] ?? 0, repairs);
    if (numbers) lines.push(numbers);
  });
  if (lines.length === 0) emptyFile(source.name, 'lines of eight numbers');
  const name = options.name ?? source.name.replace(/^.*\//, '').replace(/\.rst$/, '');
  const start = new Date(Math.min(lines[0]?.[0] ?? 0, 8e12) * 1000).toISOString();
  return { trace: traceOf(name, lines, options), start, repairs: repairs.list() };
}

function numbersOf(row: Row, previous: number, repairs: RepairLog): number[] | undefined {
  const texts = row
    .text(0)
    .trim()
    .split(/[ \t]+/, COLUMNS.length + 1);
  if (texts.length !== COLUMNS.length || row.cells !== 1) return refuseRagged(row, texts.length, repairs);
  const numbers = texts.map((text, column) =>
    numberOf(text, { line: row.line, column: COLUMNS[column] ?? '' }, repairs),
  );
  if ((numbers[0] as number) > previous) return numbers;
  const place = { line: row.line, column: 'time', received: texts[0] };
  repairs.refuse({ kind: 'bad-cell', ...place, expected: 'a time after that of the line before' });
  return undefined;
}

function refuseRagged(row: Row, cells: number, repairs: RepairLog): undefined {
  const kind = row.terminated ? 'ragged-row' : 'cut-off';
  const expected = `${COLUMNS.length} numbers, parted by spaces${row.terminated ? '' : ': the file was cut off'}`;
  repairs.refuse({ kind, line: row.line, column: cells, expected, received: row.text(0) });
  return undefined;
}

function numberOf(text: string, place: { line: number; column: string }, repairs: RepairLog): number {
  const value = parseNumber(text.replace(/^-(?=[\d.])/, ''));
  if (value === BAD) {
    repairs.refuse({ kind: 'bad-cell', ...place, expected: 'a number', received: text });
    return Number.NaN;
  }
  if (!text.startsWith('-') && value <= MOST_KB_PER_SECOND) return value;
  repairs.note('overflow', { ...place, received: text });
  return Number.NaN;
}

function traceOf(name: string, lines: readonly number[][], options: RescoinOptions): Trace {
  const last = parseDuration(options.interval ?? 10, 'an interval');
  const times = lines.map((line) => line[0] as number);
  const interval = Float64Array.from(times, (time, step) => (times[step + 1] ?? time + last) - time);
  const column = (index: number, factor: (step: number) => number) =>
    Float64Array.from(lines, (line, step) => (line[index] as number) * factor(step));
  const cores = (options.cpus ?? Number.NaN) / 100;
  const memory = options.memory === undefined ? Number.NaN : parseSize(options.memory, 'a memory size');
  const share = options.memoryAs === 'fraction' ? memory : memory / 100;
  const traffic = TRAFFIC.map((resource, index) => [
    resource,
    column(4 + index, (step) => KB * (interval[step] as number)),
  ]);
  const levels = { cpu: column(2, () => cores), memory: column(3, () => share) };
  return createTrace(name, { interval, ...levels, ...Object.fromEntries(traffic) });
}

/**
 * A trace as ResCoin would log it, with two decimals. What is not recorded is written as 0.00: the format has no blank.
 *
 * @param options as for reading; `cpus` and `memory` are needed for what is recorded of them
 */
export function* writeRescoin(trace: Trace, options: RescoinOptions & { start?: number } = {}): Generator<string> {
  let time = options.start ?? 0;
  const memory = options.memory === undefined ? Number.NaN : parseSize(options.memory, 'a memory size');
  const share = options.memoryAs === 'fraction' ? memory : memory / 100;
  for (let step = 0; step < trace.interval.length; step++) {
    const seconds = trace.interval[step] as number;
    if (seconds === 0) continue;
    const cpu = ((trace.cpu[step] as number) / (options.cpus ?? Number.NaN)) * 100;
    const traffic = TRAFFIC.map((resource) => decimals((trace[resource][step] as number) / KB / seconds, 10));
    const levels = [decimals(cpu, 6), decimals((trace.memory[step] as number) / share, 6)];
    yield `${[String(Math.round(time)).padEnd(6), String(step + 1).padEnd(6), ...levels, ...traffic].join(' ')}\n`;
    time += seconds;
  }
}

const decimals = (value: number, width: number): string => (Number.isNaN(value) ? 0 : value).toFixed(2).padEnd(width);
