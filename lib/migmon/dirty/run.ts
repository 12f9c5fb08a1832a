import type { Duration } from '../../core/units.ts';
import type { InMachine } from '../machine.ts';
import { runTask, watchTask } from '../task.ts';
import type { DirtyResult } from './result.ts';
import type { DirtySecond } from './second.ts';
import { type DirtySpec, dirtySpec } from './spec.ts';
import { type DirtyListeners, dirtyTask } from './task.ts';

export interface DirtyRunOptions extends DirtyListeners {
  /** Ends it; the result is complete up to then. */
  readonly signal?: AbortSignal;
  /** How long, in place of what `.for()` said. */
  readonly for?: Duration;
  /** Called with each second's report. */
  readonly onProgress?: (second: DirtySecond) => void;
}

export async function runDirty(spec: DirtySpec, options: DirtyRunOptions & InMachine): Promise<DirtyResult> {
  return runTask(taskOf(spec, options), options, options.onProgress);
}

export async function* watchDirty(spec: DirtySpec, options: DirtyRunOptions & InMachine): AsyncGenerator<DirtySecond> {
  for await (const second of watchTask(taskOf(spec, options), options)) {
    options.onProgress?.(second);
    yield second;
  }
}

const taskOf = (spec: DirtySpec, options: DirtyRunOptions & InMachine) =>
  dirtyTask(dirtySpec(spec, { for: options.for }), options);
