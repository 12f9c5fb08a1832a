/**
 * /proc/stat. Source: proc_stat(5).
 */
import type { Ending, ParseOptions } from '../parsed.ts';
import { type Line, readLines } from '../text/lines.ts';
import { readWhole } from '../text/number.ts';
import { nothingFound, type Origin } from '../text/place.ts';

/** The time of one CPU, or of all together, since boot. NaN is what an older kernel does not count. */
export interface CpuTimes {
  /** Programs, with `guestSeconds`; the two of lower priority are `nice` ones. */
  readonly userSeconds: number;
  readonly niceSeconds: number;
  readonly systemSeconds: number;
  readonly idleSeconds: number;
  readonly iowaitSeconds: number;
  readonly irqSeconds: number;
  readonly softirqSeconds: number;
  /** Of a guest: its vCPUs could have run, and waited for a CPU of the machine below. */
  readonly stealSeconds: number;
  /** vCPUs of guests of this machine. */
  readonly guestSeconds: number;
  readonly guestNiceSeconds: number;
}

/** What /proc/stat held. */
export interface StatOutput extends Ending {
  readonly total: CpuTimes;
  /** Those that are online, with their numbers. */
  readonly cpus: readonly (CpuTimes & { readonly index: number })[];
  readonly contextSwitches: number;
  /** Processes and threads that were ever made. */
  readonly forks: number;
  /** In seconds since 1970. */
  readonly bootTime: number;
  /** Threads now. */
  readonly runningCount: number;
  readonly blockedCount: number;
}

/**
 * Reads /proc/stat: counters since boot, in hundredths of seconds, so a share is the difference of two.
 *
 * @throws InputError with line and value for what is not that file
 * @example gather.parsers.stat(text).total.stealSeconds // 91.71
 */
export function stat(text: string, options: ParseOptions = {}): StatOutput {
  const origin = { ...options, tool: '/proc/stat', command: 'cat /proc/stat' };
  const rows = new Map<string, readonly number[]>();
  const ending = readLines(text, (line) => {
    if (line.text.trim() !== '') rows.set(...readRow(line, origin));
  });
  const total = rows.get('cpu');
  if (!total) throw nothingFound(origin, 'a line of the CPUs: cpu …', text);
  const one = (name: string) => rows.get(name)?.[0] ?? Number.NaN;
  return {
    total: timesOf(total),
    cpus: [...rows].filter(([name]) => /^cpu\d/.test(name)).map(([name, ticks]) => cpuOf(name, ticks)),
    contextSwitches: one('ctxt'),
    forks: one('processes'),
    bootTime: one('btime'),
    runningCount: one('procs_running'),
    blockedCount: one('procs_blocked'),
    ...ending,
  };
}

const cpuOf = (name: string, ticks: readonly number[]) => ({ index: Number(name.slice(3)), ...timesOf(ticks) });

/** Its name and numbers. `intr` has thousands, of which none is used. */
function readRow({ text, number: line }: Line, origin: Origin): [string, readonly number[]] {
  const [name = '', ...cells] = text.trim().split(/\s+/, MOST_CELLS);
  return [name, cells.map((cell) => readWhole(cell, { origin, line, column: name }))];
}
const MOST_CELLS = 11;

/** USER_HZ: the same on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

function timesOf(ticks: readonly number[]): CpuTimes {
  const seconds = (at: number) => (ticks[at] ?? Number.NaN) / TICKS_PER_SECOND;
  return {
    ...{ userSeconds: seconds(0), niceSeconds: seconds(1), systemSeconds: seconds(2), idleSeconds: seconds(3) },
    ...{ iowaitSeconds: seconds(4), irqSeconds: seconds(5), softirqSeconds: seconds(6), stealSeconds: seconds(7) },
    ...{ guestSeconds: seconds(8), guestNiceSeconds: seconds(9) },
  };
}
