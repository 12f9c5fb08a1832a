import type { TaskRecord } from '../../native.ts';
import { type Latency, latencyOf } from '../latency.ts';
import { withLine } from '../with-line.ts';
import { dirtyLine } from './dirty-line.ts';
import { STEP_BYTES } from './page-size.ts';

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

/** What was dirtied in a second, or in what was left of the time. As a string it is mig_mon's line. */
export interface DirtySecond extends SecondFigures {
  toString(): string;
}

/** What a record of type 'second' of the task tells. */
export function dirtySecond(record: TaskRecord): DirtySecond {
  const { at, interval, pages, asleep } = record as Readonly<Record<SecondField, number>>;
  const bytes = pages * STEP_BYTES;
  const load = Math.min(1, Math.max(0, 1 - asleep / interval));
  const latency = record.latency_bins === undefined ? {} : { latency: latencyOf(record, 'latency') };
  return withLine({ at, interval, bytes, rate: bytes / interval, load, ...latency }, dirtyLine);
}

type SecondField = 'at' | 'interval' | 'pages' | 'asleep';
