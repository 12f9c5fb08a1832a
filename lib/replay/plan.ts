import { InputError } from '../core/errors.ts';
import type { Pace } from '../load/spec.ts';
import { only } from '../trace/only.ts';
import { pick } from '../trace/pick.ts';
import { subtract } from '../trace/subtract.ts';
import { isRecorded, RESOURCES, type Resource, type Trace } from '../trace/trace.ts';
import { type Adjustment, adjust, type Capacity, findUnreachable, type Unreachable } from './reach.ts';

/** What a replay will do, as plain data, before anything is done. `JSON.stringify(plan)` is what `save` keeps. */
export interface Plan {
  readonly name: string;
  /** What the VM is to use in all, step by step, after all that was said. Resources that are not replayed are NaN. */
  readonly target: Trace;
  /** What the generators are told to make of it: less CPU, where a file told what the replay itself costs. */
  readonly asked: Trace;
  readonly resources: readonly Resource[];
  readonly pace: Pace;
  /** Targets that this machine cannot reach; `run()` rejects unless `fit()` or `clip()` was said. */
  readonly unreachable: readonly Unreachable[];
  /** What `fit()` or `clip()` changed, with the totals before and after. */
  readonly adjustments: readonly Adjustment[];
  /** What was taken off for the replay's own cost, if a file told it. */
  readonly subtracted?: Subtracted;
  /** What a reader should know: repairs of the recording, resources that it does not have. */
  readonly notes: readonly string[];
}

/** Core-seconds that could not be taken off (the target was lower), and seconds for which the overhead's recording had nothing. */
export interface Subtracted {
  readonly clipped: number;
  readonly uncoveredSeconds: number;
}

export interface PlanInput {
  readonly trace: Trace;
  /** Those that the script asked for; without it, all that the recording has and a VM can make itself. */
  readonly only?: readonly Resource[];
  readonly without?: readonly Resource[];
  readonly capacity: Capacity;
  readonly reach?: 'fit' | 'clip';
  readonly pace: Pace;
  /** What an earlier run without CPU cost. */
  readonly overhead?: Trace;
  readonly notes?: readonly string[];
}

/** What a VM makes itself. What it received is replayed from outside it: `replay.rx`. */
const FROM_INSIDE: readonly Resource[] = ['cpu', 'memory', 'read', 'write', 'tx'];

/**
 * Decides what a replay will do.
 *
 * @throws InputError when nothing is left to replay, or a resource was asked for that the recording does not have
 */
export function makePlan(input: PlanInput): Plan {
  const trace = withoutMarkers(input.trace);
  const resources = chosen(trace, input);
  const wanted = only(trace, resources);
  const capacity = Object.fromEntries(
    Object.entries(input.capacity).filter(([name]) => resources.includes(name as Resource)),
  );
  const unreachable = findUnreachable(wanted, capacity);
  const { trace: target, adjustments } = input.reach
    ? adjust(wanted, unreachable, input.reach)
    : { trace: wanted, adjustments: [] };
  return {
    name: trace.name,
    target,
    ...generated(target, input.overhead),
    resources,
    pace: input.pace,
    unreachable: input.reach ? [] : unreachable,
    adjustments,
    notes: input.notes ?? [],
  };
}

function generated(target: Trace, overhead: Trace | undefined): Pick<Plan, 'asked' | 'subtracted'> {
  if (overhead === undefined) return { asked: target };
  const { trace: asked, ...subtracted } = subtract(target, overhead);
  return { asked, subtracted };
}

function chosen(trace: Trace, { only: asked, without = [] }: PlanInput): Resource[] {
  const missing = asked?.find((resource) => !isRecorded(trace, resource));
  if (missing) throw absent(trace, missing);
  const wanted = (asked ?? FROM_INSIDE).filter((resource) => !without.includes(resource));
  const resources = wanted.filter((resource) => trace[resource].some((value) => value > 0));
  if (resources.length === 0) throw absent(trace, `any of ${wanted.join(', ')} above 0`);
  return resources;
}

function absent(trace: Trace, what: string): InputError {
  const has = RESOURCES.filter((name) => isRecorded(trace, name)).join(', ') || 'nothing';
  return new InputError({ expected: `a recording of '${trace.name}' with ${what}`, received: `one with ${has}` });
}

/** A step of length 0 only marks the start (virt-top's first row); there is nothing to do in it. */
function withoutMarkers(trace: Trace): Trace {
  const steps = Array.from(trace.interval, (seconds, from) => ({ from, seconds, share: 1 }));
  return pick(
    trace,
    steps.filter(({ seconds }) => seconds > 0),
  );
}
