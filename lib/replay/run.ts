/**
 * Runs plans: everything is made ready first, then all of them start at one instant, on native clocks; recorders watch from outside.
 */
import { monotonic } from '../core/clock.ts';
import { scheduledSteps, toSchedule } from '../load/timed-writes.ts';
import { type Background, native, orStop, type ScheduleOutcome } from '../native.ts';
import { type Recorder, startRecorder } from '../record/recorder.ts';
import { startGenerators } from './generators.ts';
import { startInGuest } from './guest/start-in-guest.ts';
import type { Outcome } from './outcome.ts';
import type { GeneratorParts, GeneratorSpec, Prepared } from './prepared.ts';

/**
 * From the moment when all is ready to the first step: time for the first lines to reach the agents, and, since a line holds the absolute
 * time of its step, for the schedule to be written out (a day of 1 s steps takes 0.4 s).
 */
const HEAD_START_NS = 250_000_000n;
const HEAD_START_NS_PER_STEP = 10_000n;

/** Makes one replay ready: nothing moves yet. */
export async function prepare(parts: GeneratorParts, spec: GeneratorSpec): Promise<Prepared> {
  return { spec, ...(await (spec.place.guest ? startInGuest : startGenerators)(parts, spec)) };
}

/** An agent that has ended leaves nothing to wait for; the last sample may still be on its way. */
const GRACE_MS = 250;

export interface StartOptions {
  /** CLOCK_MONOTONIC ns of the first step. */
  readonly origin: bigint;
  readonly signal: AbortSignal;
  /** Called after each step that was recorded. */
  readonly onStep?: (step: number, recorder: Recorder) => void;
}

/** Starts a prepared replay. @returns what came of it, also where it was aborted: `completed` says how many steps there are. */
export async function start(prepared: Prepared, { origin, signal, onStep }: StartOptions): Promise<Outcome> {
  const { spec, counters, record = startRecorder } = prepared;
  const { name, target } = spec.plan;
  const recorder = record({ name, origin, interval: target.interval, counters }, (step) => onStep?.(step, recorder));
  const streams = prepared.streams(origin);
  const clock = orStop(recorder, () => native().startStepClock(toSchedule(origin, streams)));
  const stop = () => {
    recorder.stop();
    clock.stop();
  };
  const ended = prepared.accompany({ origin, signal });
  void ended.then(() => setTimeout(stop, GRACE_MS));
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  const written = await finished(recorder, clock, ended).finally(() => signal.removeEventListener('abort', stop));
  return { prepared, recorder, written, steps: scheduledSteps(streams) };
}

/** The earliest moment at which replays of so many steps in all can begin on time: CLOCK_MONOTONIC ns. */
export const soon = (steps: number): bigint => monotonic() + HEAD_START_NS + HEAD_START_NS_PER_STEP * BigInt(steps);

async function finished(
  recorder: Recorder,
  clock: Background<ScheduleOutcome>,
  ended: Promise<void>,
): Promise<ScheduleOutcome> {
  await recorder.done;
  const written = await clock.done;
  await ended;
  return written;
}
