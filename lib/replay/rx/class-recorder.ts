import type { Recorder } from '../../record/recorder.ts';
import { createTrace, type Resource } from '../../trace/trace.ts';
import type { ClassSampler } from './class-sampler.ts';

/** The steps to record, and whose they are. */
export interface Steps {
  readonly name: string;
  /** Lengths, in s. */
  readonly interval: Float64Array;
}

/** Records what a class let through, as `rx` of its receiver: the growth of its counter from sample to sample. */
export function recordClass(
  sampler: ClassSampler,
  { name, interval }: Steps,
  onStep: (steps: number) => void = () => {},
): Recorder {
  const samples: number[] = [];
  const used = (resource: Resource, step: number): number =>
    resource === 'rx' ? growth(samples[step], samples[step + 1]) : Number.NaN;
  return {
    get steps() {
      return Math.max(0, samples.length - 1);
    },
    used,
    trace: () => createTrace(name, { interval, rx: interval.map((_, step) => used('rx', step)) }),
    // Nothing of its own to stop: it ends with the clock that asks.
    stop: () => {},
    done: take(sampler, samples, onStep),
  };
}

async function take(sampler: ClassSampler, samples: number[], onStep: (steps: number) => void): Promise<void> {
  for await (const bytes of sampler.samples()) onStep(samples.push(bytes) - 1);
}

/** A counter that went backwards is another class's: a gap. */
const growth = (before = Number.NaN, after = Number.NaN): number => (after >= before ? after - before : Number.NaN);
