import { formatDuration } from '../../core/units.ts';
import type { TaskRecord } from '../../native.ts';
import { withLine } from '../../report/with-line.ts';

/** A time in which the guest was not there. As a string: `outage: 312 ms from 4.25 s on, 6 packets lost`. */
export interface Outage {
  readonly type: 'outage';
  /** In s after the start of the measurement: when the first was sent (one way: was due) that did not come through. */
  readonly start: number;
  /** When the guest was there again; where `over` is false, when the measurement ended. */
  readonly end: number;
  /** In s, true to one interval. */
  readonly length: number;
  /** Requests without an answer. As an outage ends; in the result without those whose answers came after all. */
  readonly lost: number;
  /** Sends that this side missed in it, because it was late itself: while they are not 0, the length is an upper bound. */
  readonly unwatched: number;
  readonly over: boolean;
  toString(): string;
}

/** What a record of type 'outage' tells. */
export const outageOf = (record: TaskRecord): Outage => outage(record as unknown as NativeOutage);

/** All that a result tells of, in their order. */
export function outagesOf(record: TaskRecord): readonly Outage[] {
  const [start, end, lost, unwatched, over] = COLUMNS.map((name) => record[`outage_${name}`] as Float64Array);
  return Array.from(start!, (_, row) =>
    outage({ start: start![row]!, end: end![row]!, lost: lost![row]!, unwatched: unwatched![row]!, over: over![row]! }),
  );
}

const COLUMNS = ['start', 'end', 'lost', 'unwatched', 'over'] as const;

/** Instants in ns. */
type NativeOutage = Readonly<Record<(typeof COLUMNS)[number], number>>;

const outage = ({ start, end, lost, unwatched, over }: NativeOutage): Outage =>
  withLine(
    {
      type: 'outage',
      start: start / 1e9,
      end: end / 1e9,
      length: (end - start) / 1e9,
      lost,
      unwatched,
      over: over === 1,
    },
    lineOf,
  );

function lineOf({ start, length, lost, over }: Outage): string {
  const packets = `${lost} ${lost === 1 ? 'packet' : 'packets'} lost`;
  return `outage: ${formatDuration(length)} from ${formatDuration(start)} on, ${packets}${over ? '' : ', and it goes on'}`;
}
