import type { Ending } from '../parsed.ts';

/** One event, in one cgroup or for one CPU where perf tells them apart. */
export interface PerfCount {
  /** As perf calls it: 'LLC-load-misses', 'cycles:u'. */
  readonly event: string;
  /** In `unit`; NaN where it was not counted. */
  readonly value: number;
  /** Empty for a plain count; else as perf has it: 'msec', 'Joules', 'MiB'. */
  readonly unit: string;
  /** `not supported`: this CPU, or a guest, has no such counter. `not counted`: nothing ran, or the counters were not enough for all events. */
  readonly status: 'counted' | 'not supported' | 'not counted';
  /** With `-G` and `--for-each-cgroup`. */
  readonly cgroup?: string;
  /** What it is of with `-A` ('CPU0'), `--per-core` ('S0-D0-C1'), `--per-socket` ('S0'), `--per-thread` ('qemu-4272'). */
  readonly of?: string;
  /** How many CPUs that is; NaN if not told. */
  readonly cpus: number;
  /** How long the event could count, summed over CPUs. Told with `-x,` only. */
  readonly runSeconds: number;
  /**
   * The share of that time in which it did, 0 to 1; below 1, perf has scaled `value` up. NaN where it did not run, and where
   * perf did not print it: for people, it does so only below 1. */
  readonly runningShare: number;
}

/** A run, or with `-I` a part of one. */
export interface PerfSample {
  /** With `-I`: seconds since the start, at its end; NaN without. */
  readonly seconds: number;
  /** What was measured, in perf's words: 'system wide'. Not with `-x,` or `-I`. */
  readonly target?: string;
  /** How long the run took, and its CPU time; NaN with `-x,` and `-I`. */
  readonly elapsedSeconds: number;
  readonly userSeconds: number;
  readonly systemSeconds: number;
  readonly counts: readonly PerfCount[];
}

/** What perf stat printed. */
export interface PerfStatOutput extends Ending {
  readonly samples: readonly PerfSample[];
}
