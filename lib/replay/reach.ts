/**
 * What a machine cannot reach, and the two honest ways out: one factor for the whole run (`fit`), or cutting the peaks (`clip`).
 */
import { formatCores, formatRate, formatSize } from '../core/units.ts';
import { scale } from '../trace/scale.ts';
import { isLevel } from '../trace/summary.ts';
import { totals } from '../trace/totals.ts';
import { createTrace, type Resource, type Trace } from '../trace/trace.ts';

/** The most of each resource that a step can have: cores, bytes in use, bytes per second. What is absent is not known. */
export type Capacity = Partial<Record<Resource, number>>;

export interface Unreachable {
  readonly resource: Resource;
  /** Steps above the capacity, of `of` steps in all. */
  readonly steps: number;
  readonly of: number;
  readonly peak: number;
  readonly capacity: number;
}

/** What was done about it. `before` and `after` are totals: core-seconds, byte-seconds, bytes. */
export interface Adjustment {
  readonly resource: Resource;
  readonly how: 'fit' | 'clip';
  readonly factor?: number;
  readonly before: number;
  readonly after: number;
}

/** Levels (cores, bytes in use) are compared as they are, flows by their rate within the step. */
export function findUnreachable(trace: Trace, capacity: Capacity): Unreachable[] {
  return (Object.entries(capacity) as [Resource, number][]).flatMap(([resource, limit]) => {
    const demand = demandOf(trace, resource);
    const steps = demand.reduce((count, value) => count + (value > limit ? 1 : 0), 0);
    const peak = demand.reduce((most, value) => Math.max(most, value || 0), 0);
    return steps === 0 ? [] : [{ resource, steps, of: demand.length, peak, capacity: limit }];
  });
}

/** @returns the trace within the capacity, and what that changed. */
export function adjust(trace: Trace, unreachable: readonly Unreachable[], how: 'fit' | 'clip') {
  const within = unreachable.reduce((adjusted, problem) => (how === 'fit' ? fit : clip)(adjusted, problem), trace);
  const adjustments = unreachable.map(({ resource, capacity, peak }): Adjustment => {
    const factor = how === 'fit' ? { factor: capacity / peak } : {};
    return { resource, how, ...factor, before: totals(trace)[resource] ?? 0, after: totals(within)[resource] ?? 0 };
  });
  return { trace: within, adjustments };
}

/** For people: 'cpu: 118 of 120 steps ask for up to 15.5 cores, 2 cores are there'. */
export function describeUnreachable({ resource, steps, of, peak, capacity }: Unreachable): string {
  const format = resource === 'cpu' ? formatCores : resource === 'memory' ? formatSize : formatRate;
  return `${resource}: ${steps} of ${of} steps ask for up to ${format(peak)}, ${format(capacity)} are there`;
}

const demandOf = (trace: Trace, resource: Resource): Float64Array =>
  isLevel(resource) ? trace[resource] : trace[resource].map((bytes, step) => bytes / (trace.interval[step] as number));

const fit = (trace: Trace, { resource, capacity, peak }: Unreachable): Trace =>
  scale(trace, { [resource]: capacity / peak });

function clip(trace: Trace, { resource, capacity }: Unreachable): Trace {
  const most = (step: number) => (isLevel(resource) ? capacity : capacity * (trace.interval[step] as number));
  const { name, ...columns } = trace;
  return createTrace(name, {
    ...columns,
    [resource]: trace[resource].map((value, step) => Math.min(value, most(step))),
  });
}
