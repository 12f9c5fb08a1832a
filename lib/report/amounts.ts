import type { Resource, Trace } from '../trace/trace.ts';
import { RESOURCE_UNITS } from './resources.ts';

/**
 * What a trace used in each step, as charts show it: cores, bytes of memory, or bytes a second. `NaN` where nothing was
 * recorded, and for steps without length, which only mark the start.
 *
 * @example amounts(trace, 'read')[0] // 1048576, in bytes/s
 */
export function amounts(trace: Trace, resource: Resource): number[] {
  const isRate = RESOURCE_UNITS[resource] === 'bytes/s';
  return Array.from(trace[resource], (value, step) => {
    const seconds = trace.interval[step]!;
    if (!(seconds > 0)) return Number.NaN;
    return isRate ? value / seconds : value;
  });
}

/** Amount × time of the recorded steps: core-seconds, or bytes moved. `NaN` when nothing was recorded. */
export function totalOf(trace: Trace, resource: Resource): number {
  const known = recordedSteps(trace, resource);
  return known.length > 0 ? known.reduce((sum, { amount, seconds }) => sum + amount * seconds, 0) : Number.NaN;
}

/** The mean over the recorded time: a long step counts for more than a short one. */
export function timeWeightedMean(trace: Trace, resource: Resource): number {
  const time = recordedSteps(trace, resource).reduce((sum, { seconds }) => sum + seconds, 0);
  return totalOf(trace, resource) / time;
}

const recordedSteps = (trace: Trace, resource: Resource): { amount: number; seconds: number }[] =>
  amounts(trace, resource)
    .map((amount, step) => ({ amount, seconds: trace.interval[step]! }))
    .filter(({ amount }) => !Number.isNaN(amount));
