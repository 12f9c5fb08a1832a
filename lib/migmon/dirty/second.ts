import type { TaskRecord } from '../../native.ts';
import { withLine } from '../../report/with-line.ts';
import { latencyOf } from '../latency.ts';
import { dirtyLine } from './dirty-line.ts';
import { STEP_BYTES } from './page-size.ts';
import type { SecondFigures } from './second-figures.ts';

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
