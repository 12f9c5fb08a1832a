import type { TaskRecord } from '../../../native.ts';
import { latencyOf } from '../../latency.ts';
import { type Measured, measured } from '../../measured.ts';
import type { DestinationFigures } from './figures.ts';
import { destinationReport } from './report.ts';
import type { DestinationSecond } from './second.ts';
import type { SourceOutcome } from './sources.ts';
import type { DestinationSpec } from './spec.ts';

/** What a migration's destination received and requested, and how long requested pages took. */
export type DestinationResult = DestinationFigures & Measured;

export interface Told {
  readonly seconds: readonly DestinationSecond[];
  readonly sources: readonly SourceOutcome[];
}

/** What the task's result tells, with what it told on its way. */
export function destinationResult(spec: DestinationSpec, record: TaskRecord, told: Told): DestinationResult {
  const { bytes, pages } = record as Readonly<Record<'bytes' | 'pages', number>>;
  return measured({ spec, ...told, bytes, pages, latency: latencyOf(record, 'latency') }, destinationReport);
}
