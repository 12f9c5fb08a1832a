import { RunError } from '../../core/errors.ts';
import type { TaskRecord, TaskSettings } from '../../native.ts';
import type { Task } from '../task.ts';
import { rateDuration, rateSettings } from './dirty-rate.ts';
import { pageBytes } from './page-size.ts';
import { patternSettings } from './pattern.ts';
import { type DirtyResult, dirtyResult } from './result.ts';
import { type DirtySecond, dirtySecond } from './second.ts';
import type { DirtySpec } from './spec.ts';

/** How much of the memory is there, in bytes. */
export interface Prefault {
  readonly done: number;
  readonly total: number;
}

export interface DirtyListeners {
  /** Called some ten times a second while memory is made present. */
  readonly onPrefault?: (prefault: Prefault) => void;
  /** Called once all memory is there. */
  readonly onStart?: () => void;
}

export type DirtyTask = Task<DirtySecond, DirtyResult>;

/** The native task, once. */
export const dirtyTask = (spec: DirtySpec, { onPrefault, onStart }: DirtyListeners = {}): DirtyTask => ({
  name: 'dirty',
  settings: dirtySettings(spec),
  event: (record) => {
    if (record.type === 'second') return dirtySecond(record);
    if (record.type === 'start') onStart?.();
    else onPrefault?.({ done: record.done_bytes as number, total: record.total_bytes as number });
    return undefined;
  },
  result: (record, seconds) => {
    const result = dirtyResult(spec, record, seconds);
    if (record.error !== undefined) throw failure(record, result);
    return result;
  },
});

/** What native code is told. */
export const dirtySettings = (spec: DirtySpec): TaskSettings => ({
  size: spec.size,
  page_size: pageBytes(spec.pageSize),
  threads: spec.threads,
  ...patternSettings(spec.pattern),
  ...rateSettings(spec.rate),
  latencies: spec.latency,
  duration: spec.for ?? rateDuration(spec.rate),
  seed: spec.seed,
});

function failure({ error, corrupted_page, expected, found }: TaskRecord, result: DirtyResult): RunError<DirtyResult> {
  if (corrupted_page === undefined) return new RunError('DIRTY', `dirtying memory failed: ${error}`, { result });
  const sentence = `memory is corrupted: page ${corrupted_page} was written as ${expected}, and now holds ${found}`;
  return new RunError('CORRUPTED', sentence, { result });
}
