import type { Latency } from '../latency.ts';

export interface SecondFigures {
  /** When it ended, in s after the start. */
  readonly at: number;
  /** Its length, in s. */
  readonly interval: number;
  /** Dirtied, in pages of 4 KiB; one that was dirtied twice counts twice. */
  readonly bytes: number;
  /** bytes/s */
  readonly rate: number;
  /** Share of the time that the threads did not sleep. */
  readonly load: number;
  /** Of the accesses, where they are timed. */
  readonly latency?: Latency;
}
