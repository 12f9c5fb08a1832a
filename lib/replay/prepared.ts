import type { Scope } from '../core/scope.ts';
import type { Session } from '../core/session.ts';
import type { Host } from '../host/host.ts';
import type { Agent } from '../load/agent.ts';
import type { RunningEngine } from '../load/engine.ts';
import type { DiskSpec, NetworkSpec } from '../load/spec.ts';
import type { WriteStream } from '../load/timed-writes.ts';
import type { Counters } from '../record/counter.ts';
import type { startRecorder } from '../record/recorder.ts';
import type { Trace } from '../trace/trace.ts';
import type { Place } from './place.ts';
import type { Plan } from './plan.ts';

/** What making a replay ready needs of the world around it. */
export interface GeneratorParts {
  readonly host: Host;
  readonly session: Session;
  /** Ends the making ready: a disk's file may take minutes to write. */
  readonly signal: AbortSignal;
  /** Holds all that is started, until the run is over. */
  readonly scope: Scope;
}

/** One replay: what to do, where, and with which disk and network. */
export interface GeneratorSpec {
  readonly plan: Plan;
  readonly place: Place;
  readonly disk?: DiskSpec;
  readonly network?: NetworkSpec;
}

/** A replay that is ready to start. */
export interface Prepared {
  readonly spec: GeneratorSpec;
  readonly agent: Pick<Agent, 'claims' | 'problems'>;
  readonly counters: Counters;
  /** How it is recorded, where that is more than reading `counters`. */
  readonly record?: typeof startRecorder;
  /** What makes loads beside the agent. */
  readonly engines?: readonly RunningEngine[];
  /** What the step clock writes, and where, for a run that starts then (CLOCK_MONOTONIC ns). To be called once. */
  readonly streams: (origin: bigint) => WriteStream[];
  /** Goes with the run, beside the clock. Resolves when the agent has said its last word. To be called once. */
  accompany(run: { readonly origin: bigint; readonly signal: AbortSignal }): Promise<void>;
  /** What a reader of the figures has to know of how it was run, when that is over. */
  notes?(achieved: Trace): readonly string[];
}
