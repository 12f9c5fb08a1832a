import { createChannel } from '../core/channel.ts';
import type { Recorder } from '../record/recorder.ts';
import { RESOURCES, type Resource } from '../trace/trace.ts';
import { type Replayable, type RunOptions, runReplays } from './run-replays.ts';

/** One step as it ended: what the counters say was used. `cpu` in cores, `memory` in bytes, the others in bytes in the step. */
export interface StepReport extends Partial<Record<Resource, number>> {
  /** From 1. */
  readonly step: number;
}

/** Runs a replay and yields each step. Leaving the loop early aborts the run. */
export async function* watchReplay(replay: Replayable, options: RunOptions): AsyncGenerator<StepReport> {
  const channel = createChannel<StepReport>();
  const left = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, left.signal]) : left.signal;
  const running = runReplays([replay], { ...options, signal }, (_, step, recorder) => {
    if (step > 0) channel.push(reportOf(step, recorder));
  });
  running.then(
    () => channel.close(),
    (error: unknown) => channel.close(error),
  );
  try {
    yield* channel;
  } finally {
    left.abort(new Error('the reader left'));
    await running.catch(() => {});
  }
}

function reportOf(step: number, recorder: Recorder): StepReport {
  const used = RESOURCES.map((resource) => [resource, recorder.used(resource, step - 1)] as const);
  return { step, ...Object.fromEntries(used.filter(([, value]) => !Number.isNaN(value))) };
}
