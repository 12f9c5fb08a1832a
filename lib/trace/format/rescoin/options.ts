/**
 * ResCoin's logs (`.rst`): a line every 10 s with Unix time, index, CPU, memory, kB/s read, written, received and sent, parted by
 * spaces. Source: ResCoin's vmmonitor.c: CPU is a percentage of the host's cores, kB are 1024 bytes, the time is that of the
 * step's start; a VM's memory is written as a fraction (1.00 is all of it), a host's as a percentage.
 */
import { type Duration, parseSize, type Size } from '../../../core/units.ts';
import type { Resource } from '../../trace.ts';
import type { OnBadCell } from '../repairs.ts';

/** What the percentages of a log are of: the file does not tell. */
export interface RescoinTotals {
  /** Cores that 100 % are of. Without it, `cpu` is not recorded. */
  readonly cpus?: number;
  /** Memory that all is of. Without it, `memory` is not recorded. */
  readonly memory?: Size;
  /** How memory is written: `fraction` in a VM's log, `percent` (the default) in a host's. */
  readonly memoryAs?: 'percent' | 'fraction';
}

export interface RescoinOptions extends RescoinTotals {
  /** The trace's name; the file's by default, without folder and `.rst`. */
  readonly name?: string;
  /** Length of the last step, which no later line ends; 10 s by default. */
  readonly interval?: Duration;
  readonly onBadCell?: OnBadCell;
}

/** In the order of the log's columns. */
export const TRAFFIC: readonly Resource[] = ['read', 'write', 'rx', 'tx'];
export const KB = 1024;

/** What 1 in the columns of CPU and memory is: cores and bytes; `NaN` where it is not known. */
export function unitsOf({ cpus, memory, memoryAs = 'percent' }: RescoinTotals): { cpu: number; memory: number } {
  const all = memory === undefined ? Number.NaN : parseSize(memory, 'a memory size');
  return { cpu: (cpus ?? Number.NaN) / 100, memory: memoryAs === 'fraction' ? all : all / 100 };
}
