import type { Reported } from '../report/reported.ts';
import type { WriteFormat } from '../trace/format/write.ts';
import type { HostFacts, Recording, Trace } from '../trace/trace.ts';
import type { Fidelity } from './fidelity-table.ts';
import type { Lateness } from './outcome.ts';
import type { Plan } from './plan.ts';

/** What a replay came to: the same fields whether it ran to its end or was interrupted (`completed` < `steps` then). */
export interface ReplayFacts {
  readonly plan: Plan;
  /** What the VM was to use, as far as it ran. */
  readonly target: Trace;
  /** What the counters say was used, on the same steps. */
  readonly achieved: Trace;
  readonly fidelity: Fidelity;
  readonly lateness: Lateness;
  readonly steps: number;
  readonly completed: number;
  /** Wall-clock time of the first step, ISO 8601. */
  readonly startedAt: string;
  readonly host: HostFacts;
  readonly versions: Readonly<Record<string, string>>;
  /** Loads that failed, a place without rights, a clock that was not synchronised: what a reader of the figures has to know. */
  readonly notes: readonly string[];
}

/** What a replay came to: what was achieved, how far it is from the target, and what the machine was. */
export interface ReplayResult extends ReplayFacts, Reported {
  /** What was achieved, as a recording: `save('cpu_overhead.csv', { format: 'virt-top' })` feeds the next run. */
  readonly recording: SavableRecording;
  /** Keeps plan, traces, result and a page to look at in a directory, made if need be. */
  save(directory: string): Promise<string>;
}

export interface SavableRecording extends Recording {
  /** Writes it to a file, as tidy CSV unless told. @throws HostError where the file cannot be written */
  save(file: string, options?: { format?: WriteFormat }): Promise<void>;
}
