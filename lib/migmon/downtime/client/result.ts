import type { TaskRecord } from '../../../native.ts';
import { latencyOf } from '../../latency.ts';
import { type Measured, measured } from '../../measured.ts';
import type { Outage } from '../outage.ts';
import { outageTimes } from '../outage-times.ts';
import type { DowntimeFigures } from './figures.ts';
import { downtimeReport } from './report.ts';
import type { DowntimeSecond } from './second.ts';
import type { DowntimeSpec } from './spec.ts';

/** What the guest was heard of, and not: round trips and outages. */
export type DowntimeResult = DowntimeFigures & Measured;
/** What a downtime measurement tells on its way. */
export type DowntimeEvent = DowntimeSecond | Outage;

/** What the task's result tells, with what it told on its way. */
export function downtimeResult(
  spec: DowntimeSpec,
  record: TaskRecord,
  events: readonly DowntimeEvent[],
): DowntimeResult {
  const seconds = events.filter((event) => event.type === 'second');
  return measured({ spec, seconds, ...outageTimes(record), ...counts(record), ...latencies(record) }, downtimeReport);
}

function counts(record: TaskRecord) {
  const { sent, answered, lost, pending, duplicates, reordered, overdue, refused, strangers, unknown, late, skipped } =
    record as Readonly<Record<CountField, number>>;
  const others = strangers + unknown;
  return { sent, answered, lost, pending, duplicates, reordered, overdue, refused, strangers: others, late, skipped };
}

const latencies = (record: TaskRecord) => ({
  roundTrip: latencyOf(record, 'round_trip'),
  corrected: latencyOf(record, 'corrected'),
  lateness: latencyOf(record, 'lateness'),
});

type CountField =
  | 'sent'
  | 'answered'
  | 'lost'
  | 'pending'
  | 'duplicates'
  | 'reordered'
  | 'overdue'
  | 'refused'
  | 'strangers'
  | 'unknown'
  | 'late'
  | 'skipped';
