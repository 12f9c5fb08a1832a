import type { TaskRecord } from '../../../native.ts';
import { latencyOf } from '../../latency.ts';
import { type Measured, measured } from '../../measured.ts';
import type { Outage } from '../outage.ts';
import { outageTimes } from '../outage-times.ts';
import type { ListenerFigures } from './figures.ts';
import { listenerReport } from './report.ts';
import type { ListenerSecond } from './second.ts';
import type { ListenerSpec } from './spec.ts';

/** What was heard of the guest's beacon: delays and outages. */
export type ListenerResult = ListenerFigures & Measured;
/** What a listener tells on its way. */
export type ListenerEvent = ListenerSecond | Outage;

/** What the task's result tells, with what it told on its way. */
export function listenerResult(
  spec: ListenerSpec,
  record: TaskRecord,
  events: readonly ListenerEvent[],
): ListenerResult {
  const seconds = events.filter((event) => event.type === 'second');
  return measured(
    { spec, seconds, ...outageTimes(record), ...counts(record), delay: latencyOf(record, 'distance') },
    listenerReport,
  );
}

function counts(record: TaskRecord) {
  const { port, received, numbered, ignored, turned_away, others, ...rest } = record as Readonly<
    Record<CountField, number>
  >;
  const known = (count: number) => (numbered === 1 ? count : Number.NaN);
  const { lost, duplicates, reordered } = rest;
  const byNumber = { lost: known(lost), duplicates: known(duplicates), reordered: known(reordered) };
  return { port, received, numbered: numbered === 1, ...byNumber, ignored, turnedAway: turned_away, others };
}

type CountField =
  | 'port'
  | 'received'
  | 'numbered'
  | 'lost'
  | 'duplicates'
  | 'reordered'
  | 'ignored'
  | 'turned_away'
  | 'others';
