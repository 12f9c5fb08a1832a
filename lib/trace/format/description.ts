import { type Summary, summarize } from '../summary.ts';
import type { HostFacts } from '../trace.ts';
import { durationOf, isRecorded, RESOURCES, type Recording, type Trace } from '../trace.ts';
import type { Repairs } from './repairs.ts';

/** What `describe` tells of one VM. */
export interface VmDescription extends Summary {
  /** Its row number, from 1. */
  readonly row: number;
  readonly name: string;
  /** Its ids, in order; more than one if it was made anew. Empty where the format has none. */
  readonly ids: readonly string[];
  /** How many steps it was recorded in. */
  readonly steps: number;
}

/** What is in a recording, so that nobody has to guess a row. */
export interface Description {
  readonly file: string;
  readonly format: 'virt-top' | 'tidy';
  /** In s. */
  readonly duration: number;
  readonly steps: number;
  /** Wall-clock time of the first step, as the file has it. */
  readonly start?: string;
  readonly host: HostFacts;
  readonly domains: readonly VmDescription[];
  readonly repairs: Repairs;
  /** What may be wrong with it, in sentences. */
  readonly warnings: readonly string[];
}

/** What a Recording that is at hand says of itself. */
export function describeRecording(recording: Recording): Pick<Description, 'duration' | 'steps' | 'domains'> {
  const [first] = recording.traces;
  return {
    duration: first ? durationOf(first) : 0,
    steps: first ? first.interval.length : 0,
    domains: recording.traces.map((trace, index) => ({
      row: index + 1,
      name: trace.name,
      ids: [],
      steps: recordedSteps(trace),
      ...summarize(trace),
    })),
  };
}

function recordedSteps(trace: Trace): number {
  const recorded = RESOURCES.filter((resource) => isRecorded(trace, resource));
  return trace.interval.reduce(
    (count, _, step) => count + Number(recorded.some((resource) => !Number.isNaN(trace[resource][step]))),
    0,
  );
}
