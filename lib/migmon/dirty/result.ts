import type { TaskRecord } from '../../native.ts';
import { Latency, latencyOf } from '../latency.ts';
import { type Measured, measured } from '../measured.ts';
import type { DirtyFigures, Timing, Windows } from './figures.ts';
import { STEP_BYTES } from './page-size.ts';
import { dirtyReport } from './report.ts';
import type { DirtySecond } from './second.ts';
import type { DirtySpec } from './spec.ts';

/** What dirtying memory came to: its rate, and its latency where accesses were timed. */
export type DirtyResult = DirtyFigures & Measured;

/** What the task's result tells. */
export function dirtyResult(spec: DirtySpec, record: TaskRecord, seconds: readonly DirtySecond[]): DirtyResult {
  const { elapsed, pages, cpu, given_up_bytes } = record as Readonly<Record<ResultField, number>>;
  const bytes = pages * STEP_BYTES;
  const dirtied = { elapsed, bytes, rate: bytes / elapsed, pages, cpu, givenUp: given_up_bytes };
  return measured({ spec, seconds, ...dirtied, windows: windowsOf(record), ...latencies(record) }, dirtyReport);
}

type ResultField = 'elapsed' | 'pages' | 'cpu' | 'given_up_bytes';

function windowsOf(record: TaskRecord): Windows {
  const { windows_judged, windows_even, windows_kept } = record as Readonly<Record<string, number>>;
  return { judged: windows_judged!, even: windows_even!, kept: windows_kept! };
}

function latencies(record: TaskRecord): { readonly latency: Latency; readonly timing?: Timing } {
  if (record.latency_bins === undefined) return { latency: new Latency(new Map(), 0, 0) };
  const timing = { clock: record.clock, cost: record.clock_cost } as Timing;
  return { latency: latencyOf(record, 'latency'), timing };
}
