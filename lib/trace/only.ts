import { createTrace, RESOURCES, type Resource, type Trace } from './trace.ts';

/** These resources and no others: the others are "not recorded". @example only(trace, ['cpu', 'memory']) */
export function only(trace: Trace, resources: readonly Resource[]): Trace {
  const columns = resources.map((resource) => [resource, trace[resource]]);
  return createTrace(trace.name, { interval: trace.interval, ...Object.fromEntries(columns) });
}

/** All but these resources, which are "not recorded". @example without(trace, ['cpu']) */
export const without = (trace: Trace, resources: readonly Resource[]): Trace =>
  only(
    trace,
    RESOURCES.filter((resource) => !resources.includes(resource)),
  );
