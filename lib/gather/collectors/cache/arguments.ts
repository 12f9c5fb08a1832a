/**
 * Command lines of perf stat. Source: perf-stat(1).
 */

export const EVENTS = ['LLC-loads', 'LLC-load-misses', 'cache-references', 'cache-misses'] as const;

/** What one perf counts. */
export type PerfTarget =
  | { readonly kind: 'host'; readonly name: string }
  /** VMs by the names of their groups. */
  | { readonly kind: 'groups'; readonly vms: Readonly<Record<string, string>> }
  | { readonly kind: 'processes'; readonly name: string; readonly pids: readonly number[] };

/** Tells whether there are counters at all. */
export const PROBE = ['env', 'LC_ALL=C', 'perf', 'stat', '-x,', '-e', EVENTS.join(), '--', 'true'];

/**
 * perf ends with the program that it was given, and `cat` ends with its standard input: with us at the latest.
 *
 * @param options `interval` in s; `byCpu`: each CPU by itself, where it is not about processes
 */
export function perfArguments(
  target: PerfTarget,
  { interval, byCpu }: { readonly interval: number; readonly byCpu: boolean },
): string[] {
  const every = String(Math.max(1, Math.round(interval * 1000)));
  return [
    ...['env', 'LC_ALL=C', 'perf', 'stat', '-x,', '--log-fd', '1', '-I', every, '-e', EVENTS.join()],
    ...targetArguments(target),
    ...(byCpu && target.kind !== 'processes' ? ['-A'] : []),
    ...['--', 'cat'],
  ];
}

function targetArguments(target: PerfTarget): string[] {
  if (target.kind === 'host') return ['-a'];
  if (target.kind === 'processes') return ['-p', target.pids.join()];
  return ['-a', '--for-each-cgroup', Object.keys(target.vms).join()];
}
