import type { TaskRecord } from '../../../native.ts';
import { latencyOf } from '../../latency.ts';
import { type Measured, measured } from '../../measured.ts';
import type { SourceFigures } from './figures.ts';
import { sourceReport } from './report.ts';
import type { SourceSecond } from './second.ts';
import type { RunnableSource } from './spec.ts';

/** What a migration's source sent. */
export type SourceResult = SourceFigures & Measured;

/** What the task's result tells. */
export function sourceResult(spec: RunnableSource, record: TaskRecord, seconds: readonly SourceSecond[]): SourceResult {
  const { elapsed, bytes, pages, requested_pages } = record as Readonly<Record<ResultField, number>>;
  const sent = { elapsed, bytes, bandwidth: bytes / elapsed, pages, requestedPages: requested_pages };
  return measured({ spec, seconds, ...sent, served: latencyOf(record, 'served') }, sourceReport);
}

type ResultField = 'elapsed' | 'bytes' | 'pages' | 'requested_pages';
