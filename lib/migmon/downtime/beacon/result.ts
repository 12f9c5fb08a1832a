import type { TaskRecord } from '../../../native.ts';
import type { Report } from '../../../report/report.ts';
import { withLine } from '../../../report/with-line.ts';
import { type Latency, latencyOf } from '../../latency.ts';
import { LATENCY_COLUMNS, latencyCells } from '../../latency-sections.ts';
import { type Measured, measured } from '../../measured.ts';
import type { BeaconSpec } from './spec.ts';

/** What a beacon sent in a second. As a string it is mig_mon's line: `[11876320] sending packet to server`. */
export interface BeaconSecond {
  /** When it ended, in s after the start. */
  readonly at: number;
  readonly sent: number;
  /** CLOCK_MONOTONIC, ms */
  readonly clock: number;
  toString(): string;
}

/** What a record of type 'second' of the task tells. */
export function beaconSecond(record: TaskRecord): BeaconSecond {
  const { at, at_ms, sent } = record as Readonly<Record<'at' | 'at_ms' | 'sent', number>>;
  return withLine({ at: at / 1e9, sent, clock: at_ms }, ({ clock }) => `[${clock}] sending packet to server`);
}

export interface BeaconFigures {
  readonly spec: BeaconSpec;
  /** s */
  readonly elapsed: number;
  readonly sent: number;
  /** Sends that some machine on the way refused. */
  readonly refused: number;
  /** How late it sent, µs. */
  readonly lateness: Latency;
  /** Sends that were late by over a tenth of the interval (50 µs at least). */
  readonly late: number;
  /** Sends that were left out, because the one before was late by an interval or more. */
  readonly skipped: number;
  readonly seconds: readonly BeaconSecond[];
}

/** What a beacon sent, and how late. */
export type BeaconResult = BeaconFigures & Measured;

export function beaconResult(spec: BeaconSpec, record: TaskRecord, seconds: readonly BeaconSecond[]): BeaconResult {
  const { ran_ns, sent, refused, late, skipped } = record as Readonly<Record<Field, number>>;
  const lateness = latencyOf(record, 'lateness');
  return measured({ spec, elapsed: ran_ns / 1e9, sent, refused, lateness, late, skipped, seconds }, report);
}

type Field = 'ran_ns' | 'sent' | 'refused' | 'late' | 'skipped';

const report = ({ spec, sent, refused, lateness, late, skipped }: BeaconFigures): Report => ({
  title: `Beacon to ${spec.host}`,
  sections: [
    {
      kind: 'table',
      title: 'Datagrams',
      columns: ['sent', 'refused', 'late', 'left out'].map((name) => ({ name })),
      rows: [[sent, refused, late, skipped]],
    },
    { kind: 'table', title: 'Lateness', columns: LATENCY_COLUMNS, rows: [latencyCells(lateness)] },
  ],
});
