/**
 * A trace as ResCoin logs it, padded alike, so that its own plots and awk scripts read it.
 *
 * What the format cannot hold: more than two decimals (of percent or, as a fraction, of all memory; of kB/s), the trace's name, the
 * length of the last step, steps of length 0, and rates above 1 PB/s, which are read as an overflow. What is not recorded is
 * written as `nan`, as C would print it; gnuplot leaves such points out. Times are whole seconds where the steps are; else
 * they have the fraction.
 */
import { InputError } from '../../../core/errors.ts';
import { edges } from '../../overlap.ts';
import { isRecorded, type Trace } from '../../trace.ts';
import { KB, type RescoinTotals, TRAFFIC, unitsOf } from './options.ts';

export interface WriteRescoinOptions extends RescoinTotals {
  /** Unix time of the start, in s; 0 unless told. */
  readonly start?: number;
}

/**
 * @returns the lines of the file, each with its newline
 * @throws InputError where CPU or memory was recorded, and `cpus` or `memory` is not given: the percentages would be of nothing
 * @example for (const line of writeRescoin(trace, { cpus: 4, memory: '8GiB', start: 1399451790 })) file.write(line);
 */
export function writeRescoin(trace: Trace, { start = 0, ...totals }: WriteRescoinOptions = {}): Iterable<string> {
  const units = unitsOf(totals);
  if (Number.isNaN(units.cpu) && isRecorded(trace, 'cpu')) throw missing('cpus: the cores that 100 % are of');
  if (Number.isNaN(units.memory) && isRecorded(trace, 'memory')) throw missing('memory: what its percentages are of');
  return linesOf(trace, start, units);
}

const missing = (expected: string): InputError => new InputError({ expected, received: 'none' });

function* linesOf(trace: Trace, start: number, units: Line['units']): Generator<string> {
  const times = edges(trace.interval).map((seconds) => start + seconds);
  const decimals = times.every(Number.isInteger) ? 0 : 6;
  let index = 1;
  for (let step = 0; step < trace.interval.length; step++)
    if (trace.interval[step] !== 0)
      yield lineOf(trace, step, { time: times[step]!.toFixed(decimals), index: index++, units });
}

interface Line {
  readonly time: string;
  readonly index: number;
  readonly units: { readonly cpu: number; readonly memory: number };
}

function lineOf(trace: Trace, step: number, { time, index, units }: Line): string {
  const traffic = TRAFFIC.map((resource) => trace[resource][step]! / KB / trace.interval[step]!);
  const levels = [trace.cpu[step]! / units.cpu, trace.memory[step]! / units.memory];
  const cells = [time.padEnd(6), String(index).padEnd(6), ...levels.map(cell(6)), ...traffic.map(cell(10))];
  return `${cells.join(' ')}\n`;
}

const cell = (width: number) => (value: number) => (Number.isNaN(value) ? 'nan' : value.toFixed(2)).padEnd(width);
