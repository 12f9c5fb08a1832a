import type { Latency } from '../../latency.ts';
import type { OutageTimes } from '../outage-times.ts';
import type { DowntimeSecond } from './second.ts';
import type { DowntimeSpec } from './spec.ts';

/** What a downtime measurement found. */
export interface DowntimeFigures extends OutageTimes {
  readonly spec: DowntimeSpec;
  readonly seconds: readonly DowntimeSecond[];
  /** Requests. Each was answered, lost, or sent so shortly before the end that its answer may be on its way: pending. */
  readonly sent: number;
  readonly answered: number;
  readonly lost: number;
  readonly pending: number;
  /** Answers beyond the first to their request. */
  readonly duplicates: number;
  /** Answers that an answer to a later request had overtaken. */
  readonly reordered: number;
  /** Answers that took longer than the interval: mig_mon takes such a one for the answer to a later request. */
  readonly overdue: number;
  /** Sends and answers that some machine on the way refused: nobody listens there, or no way leads there. Part of an outage. */
  readonly refused: number;
  /** Datagrams that were no answer of this run. */
  readonly strangers: number;

  /** From the send to the answer's arrival as the kernel stamped it. `percentile(99)` in µs. */
  readonly roundTrip: Latency;
  /** The same from when each request was to be sent, those included that this side was too late to send at all: what coordinated omission leaves out. */
  readonly corrected: Latency;
  /** How late this side sent, µs. */
  readonly lateness: Latency;
  /** Sends that were late by over a tenth of the interval (50 µs at least). */
  readonly late: number;
  /** Sends that were left out, because the one before was late by an interval or more. */
  readonly skipped: number;
}
