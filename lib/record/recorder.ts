/**
 * Records what a VM used, from the kernel's counters, on a grid of steps: on native threads, apart from whatever makes the load.
 */
import { deadlines } from '../core/clock.ts';
import { orStop } from '../native.ts';
import { createTrace, RESOURCES, type Resource, type Trace } from '../trace/trace.ts';
import type { Counters } from './counter.ts';
import { startSampler } from './sampler.ts';

export interface RecordSpec {
  readonly name: string;
  /** CLOCK_MONOTONIC ns at which the first step starts. */
  readonly origin: bigint;
  /** Lengths of the steps, in s. */
  readonly interval: Float64Array;
  readonly counters: Counters;
}

export interface Recorder {
  /** Steps that are complete so far. */
  readonly steps: number;
  /** What was used in one step, counted from 0: cores, bytes in use, bytes in the step; NaN: not known. */
  used(resource: Resource, step: number): number;
  /** All steps; those to come are NaN. */
  trace(): Trace;
  stop(): void;
  readonly done: Promise<void>;
}

/** A level is sampled this long before a step's end, but not before 95 % of it: the step has had its time, the next has not begun. */
const LEVEL_LEAD_S = 0.02;

/**
 * Starts recording. Counters are sampled at the ends of the steps, levels (memory) shortly before.
 *
 * @param onStep called after each step, with how many are complete
 * @throws an error with `errno` if a counter cannot be opened
 * @example const recorder = startRecorder({ name: 'vm1', origin: monotonic(), interval: Float64Array.of(1, 1), counters });
 */
export function startRecorder(
  { name, origin, interval, counters }: RecordSpec,
  onStep: (steps: number) => void = () => {},
): Recorder {
  const ends = deadlines(interval);
  const { memory, ...growing } = counters;
  const levels = startSampler(memory ? { memory } : {}, { origin, at: beforeEnds(interval, ends) });
  const flows = orStop(levels.running, () => startSampler(growing, { origin, at: startAnd(ends) }, onStep));
  const used = (resource: Resource, step: number): number =>
    resource === 'memory'
      ? (levels.values.memory?.[step] ?? Number.NaN)
      : growth(flows.values[resource], step, resource === 'cpu' ? interval[step] : 1);
  const column = (resource: Resource) => interval.map((_, step) => used(resource, step));
  return {
    get steps() {
      return Math.max(0, flows.count - 1);
    },
    used,
    trace: () =>
      createTrace(name, { interval, ...Object.fromEntries(RESOURCES.map((resource) => [resource, column(resource)])) }),
    stop: () => {
      for (const { running } of [levels, flows]) running.stop();
    },
    done: Promise.all([levels.running.done, flows.running.done]).then(() => {}),
  };
}

/** What a counter grew by in a step, by `per`: CPU seconds by the step's length are cores. One that went backwards is a gap. */
function growth(counter: Float64Array | undefined, step: number, per = 1): number {
  const used = (counter?.[step + 1] ?? Number.NaN) - (counter?.[step] ?? Number.NaN);
  return used < 0 || per === 0 ? Number.NaN : used / per;
}

function startAnd(ends: Float64Array): Float64Array {
  const all = new Float64Array(ends.length + 1);
  all.set(ends, 1);
  return all;
}

const beforeEnds = (interval: Float64Array, ends: Float64Array): Float64Array =>
  ends.map((end, step) => end - Math.min((interval[step] as number) * 0.05, LEVEL_LEAD_S) * 1e9);
