/**
 * /proc/PID/schedstat. Source: Documentation/scheduler/sched-stats.rst.
 */
import type { Ending, ParseOptions } from '../parsed.ts';
import { readLines } from '../text/lines.ts';
import { nothingFound, refusal } from '../text/place.ts';

/** One thread, since it began. */
export interface SchedstatOutput extends Ending {
  /** It ran. */
  readonly cpuSeconds: number;
  /** It could have run, and waited for a CPU: of a vCPU's thread, this is what the guest calls steal. */
  readonly waitSeconds: number;
  /** How often it was given a CPU. */
  readonly timeslices: number;
}

/**
 * Reads /proc/PID/schedstat or /proc/PID/task/TID/schedstat. The first is of the main thread alone: a QEMU's vCPUs are in its tasks.
 *
 * @throws InputError with line and value for what is not that file
 * @example gather.parsers.schedstat('362795 2411180 2\n').waitSeconds // 0.00241118
 */
export function schedstat(text: string, options: ParseOptions = {}): SchedstatOutput {
  const origin = { ...options, tool: '/proc/PID/schedstat', command: 'cat /proc/PID/schedstat' };
  const expected = 'three numbers: ns it ran, ns it waited, time slices';
  const found: number[][] = [];
  const ending = readLines(text, (line) => {
    const numbers = /^(\d+) (\d+) (\d+)$/.exec(line.text.trim())?.slice(1);
    if (!numbers || found.length > 0) throw refusal({ origin, line: line.number }, expected, line.text);
    found.push(numbers.map(Number));
  });
  const [run = Number.NaN, wait = Number.NaN, timeslices = Number.NaN] = found[0] ?? [];
  if (found.length === 0) throw nothingFound(origin, expected, text);
  return { cpuSeconds: run / 1e9, waitSeconds: wait / 1e9, timeslices, ...ending };
}
