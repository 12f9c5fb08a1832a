import { eventsOf } from '../core/events-of.ts';
import type { Recorder } from '../record/recorder.ts';
import { usageLine } from '../report/usage-line.ts';
import { withLine } from '../report/with-line.ts';
import { RESOURCES, type Resource } from '../trace/trace.ts';
import type { Plan } from './plan.ts';
import { type Replayable, type RunOptions, runReplays } from './run-replays.ts';

/** One step as it ended: what the counters say was used. `cpu` in cores, `memory` in bytes, the others in bytes in the step. */
export interface StepReport extends Partial<Record<Resource, number>> {
  /** From 1. */
  readonly step: number;
  /** `step 1: CPU 0.5 cores, memory 76 KiB` */
  toString(): string;
}

/** Runs a replay and yields each step. Leaving the loop early aborts the run. */
export const watchReplay = (replay: Replayable, options: RunOptions): AsyncGenerator<StepReport> =>
  eventsOf((signal, tell) => {
    const onStep = (_: Plan, step: number, recorder: Recorder) => {
      if (step > 0) tell(reportOf(step, recorder));
    };
    return runReplays([replay], { ...options, signal }, onStep);
  }, options.signal);

function reportOf(step: number, recorder: Recorder): StepReport {
  const used = RESOURCES.map((resource) => [resource, recorder.used(resource, step - 1)] as const);
  const known: Partial<Record<Resource, number>> = Object.fromEntries(used.filter(([, value]) => !Number.isNaN(value)));
  return withLine({ step, ...known }, () => `step ${step}: ${usageLine(known)}`);
}
