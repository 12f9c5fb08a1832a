import { hostFacts } from '../host/local/facts.ts';
import { versions } from '../host/local/versions.ts';
import { pick } from '../trace/pick.ts';
import type { Trace } from '../trace/trace.ts';
import { fidelityOf } from './fidelity.ts';
import { achievedBy, completedSteps, latenessOf, type Outcome, problemsOf } from './outcome.ts';
import type { ReplayFacts } from './result.ts';

/** When a run began: ISO 8601, and, where a moment of the wall clock was asked for, how good that clock is. */
export interface Beginning {
  readonly startedAt: string;
  readonly clock?: string;
}

/** From what is there when a replay has stopped to what is said of it. */
export function factsOf(outcome: Outcome, { startedAt, clock }: Beginning): ReplayFacts {
  const { plan, place } = outcome.prepared.spec;
  const completed = completedSteps(outcome);
  const { trace, measuredBy } = achievedBy(outcome);
  const [target, achieved] = [first(plan.target, completed), first(trace, completed)];
  const fidelity = fidelityOf(target, achieved, measuredBy);
  const lateness = latenessOf(outcome);
  const known = [place.why, clock, ...(outcome.prepared.notes?.(trace) ?? [])].filter((note) => note !== undefined);
  const notes = [...known, ...problemsOf(outcome)];
  const steps = plan.target.interval.length;
  return {
    plan,
    target,
    achieved,
    fidelity,
    lateness,
    steps,
    completed,
    startedAt,
    host: hostFacts(),
    versions: versions(),
    notes,
  };
}

/** The first steps of a trace. */
function first(trace: Trace, steps: number): Trace {
  const kept = Array.from(trace.interval.slice(0, steps), (seconds, from) => ({ from, seconds, share: 1 }));
  return pick(trace, kept);
}
