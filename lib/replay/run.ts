/**
 * Runs plans: everything is made ready first, then all of them start at one instant, on native clocks; recorders watch from outside.
 */
import { monotonic } from '../core/clock.ts';
import { agentWrites } from '../load/agent-writes.ts';
import type { StepTargets } from '../load/spec.ts';
import { toSchedule, type WriteStream } from '../load/timed-writes.ts';
import { type Background, native, type ScheduleOutcome } from '../native.ts';
import { type Recorder, startRecorder } from '../record/recorder.ts';
import { type GeneratorParts, type GeneratorSpec, startGenerators } from './generators.ts';
import type { Outcome, Prepared } from './outcome.ts';

/** From the moment when all is ready to the first step: time for the first lines to reach the agents. */
const HEAD_START_NS = 250_000_000n;

/** Makes one replay ready: nothing moves yet. */
export async function prepare(parts: GeneratorParts, spec: GeneratorSpec): Promise<Prepared> {
  return { spec, ...(await startGenerators(parts, spec)) };
}

/** An agent that has ended leaves nothing to wait for; the last sample may still be on its way. */
const GRACE_MS = 250;

export interface StartOptions {
  /** CLOCK_MONOTONIC ns of the first step; by default as soon as may be. */
  readonly origin?: bigint;
  readonly signal: AbortSignal;
  /** Called after each step that was recorded. */
  readonly onStep?: (step: number, recorder: Recorder) => void;
}

/** Starts a prepared replay. @returns what came of it, also where it was aborted: `completed` says how many steps there are. */
export async function start(prepared: Prepared, { origin = soon(), signal, onStep }: StartOptions): Promise<Outcome> {
  const { agent, spec } = prepared;
  const { plan } = spec;
  const { interval } = plan.target;
  const recorder = startRecorder({ name: plan.name, origin, interval, counters: prepared.counters }, (step) =>
    onStep?.(step, recorder),
  );
  const clock = native().startStepClock(toSchedule(origin, streamsOf(prepared, origin)));
  const stop = () => {
    recorder.stop();
    clock.stop();
  };
  void agent.ended.then(() => setTimeout(stop, GRACE_MS));
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  const written = await finished(prepared, recorder, clock);
  signal.removeEventListener('abort', stop);
  return { prepared, recorder, written };
}

export const soon = (): bigint => monotonic() + HEAD_START_NS;

async function finished(
  { agent }: Prepared,
  recorder: Recorder,
  clock: Background<ScheduleOutcome>,
): Promise<ScheduleOutcome> {
  await recorder.done;
  const written = await clock.done;
  await agent.ended;
  return written;
}

function streamsOf({ spec: { plan }, agent }: Prepared, origin: bigint): WriteStream[] {
  const loads = plan.resources as readonly (keyof StepTargets)[];
  return [{ sink: agent.takeSteps(), writes: agentWrites(plan.target, loads, origin) }];
}
