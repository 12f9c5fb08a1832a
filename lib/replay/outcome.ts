import { NS_PER_SECOND } from '../core/clock.ts';
import type { StepClaim } from '../load/agent-report.ts';
import type { ScheduleOutcome } from '../native.ts';
import type { Recorder } from '../record/recorder.ts';
import { summary } from '../stats/summary.ts';
import { createTrace, RESOURCES, type Resource, type Trace } from '../trace/trace.ts';
import type { Prepared } from './prepared.ts';

/** What is there when a replay has stopped, before anything is computed from it. */
export interface Outcome {
  readonly prepared: Prepared;
  readonly recorder: Recorder;
  readonly written: ScheduleOutcome;
  /** The step that each of the clock's writes set going; undefined: none. */
  readonly steps: readonly (number | undefined)[];
}

/** How late the steps were applied, in s. */
export interface Lateness {
  /** Of the first step: what sets of replays are compared by. */
  readonly first: number;
  readonly median: number;
  readonly p99: number;
  readonly max: number;
}

/** A step is as late as the last of those who had to begin it: the agent by its own claim, a limit by the clock that wrote it. */
export function latenessOf({ prepared, written, steps }: Outcome): Lateness {
  const late = new Map(prepared.agent.claims.map(({ index, late_ns }) => [index, late_ns]));
  for (const [action, step] of steps.entries()) {
    const ns = written.late[action] ?? NEVER;
    if (step !== undefined && ns > NEVER) late.set(step, Math.max(late.get(step) ?? 0, ns));
  }
  const { median, p99, max } = summary([...late.values()].map(seconds));
  return { first: seconds(late.get(0) ?? Number.NaN), median, p99, max };
}

/** What the clock says of a write that it did not come to. */
const NEVER = -1;

const seconds = (ns: number): number => ns / NS_PER_SECOND;

/** Writes of the clock that were refused, and loads that failed, in their own words. */
export function problemsOf({ prepared, written }: Outcome): string[] {
  const { agent, engines = [] } = prepared;
  const refused = written.error.filter((errno) => errno !== 0);
  const failures =
    refused.length === 0 ? [] : [`the clock's writes failed ${refused.length} times, first with errno ${refused[0]}`];
  return [...failures, ...engines.flatMap(({ problems }) => problems), ...agent.problems];
}

/** Steps that were recorded to their end. */
export const completedSteps = ({ recorder }: Outcome): number => recorder.steps;

const CLAIMS: Partial<Record<Resource, keyof StepClaim>> = {
  cpu: 'cpu_ns',
  memory: 'memory_bytes',
  read: 'read_bytes',
  write: 'write_bytes',
  tx: 'tx_bytes',
};

/** What was achieved, by the kernel's counters; where nothing counts, by the generator's claim, and `measuredBy` says so. */
export function achievedBy(outcome: Outcome): { trace: Trace; measuredBy: Partial<Record<Resource, string>> } {
  const { plan } = outcome.prepared.spec;
  const measured = outcome.recorder.trace();
  const columns = Object.fromEntries(
    plan.resources.map((resource) => [resource, columnOf(outcome, measured, resource)]),
  );
  const measuredBy = Object.fromEntries(plan.resources.map((resource) => [resource, witnessOf(outcome, resource)]));
  return {
    trace: createTrace(plan.name, { ...restOf(measured), ...columns, interval: measured.interval }),
    measuredBy,
  };
}

const witnessOf = ({ prepared }: Outcome, resource: Resource): string =>
  prepared.counters[resource]?.measuredBy ?? "the generator's own claim: nothing here counts it";

const columnOf = ({ prepared }: Outcome, measured: Trace, resource: Resource): Float64Array =>
  prepared.counters[resource] ? measured[resource] : claimed(prepared.agent.claims, resource, measured.interval);

function claimed(claims: readonly StepClaim[], resource: Resource, interval: Float64Array): Float64Array {
  const column = new Float64Array(interval.length).fill(Number.NaN);
  const field = CLAIMS[resource];
  for (const claim of claims) {
    const value = field === undefined ? Number.NaN : Number(claim[field] ?? Number.NaN);
    column[claim.index] = resource === 'cpu' ? value / 1e9 / (interval[claim.index] as number) : value;
  }
  return column;
}

const restOf = (trace: Trace) => Object.fromEntries(RESOURCES.map((resource) => [resource, trace[resource]]));
