import { createTrace, type Resource, type Trace } from './trace.ts';

/** These resources and no others: the others are "not recorded". @example only(trace, ['cpu', 'memory']) */
export function only(trace: Trace, resources: readonly Resource[]): Trace {
  const columns = resources.map((resource) => [resource, trace[resource]]);
  return createTrace(trace.name, { interval: trace.interval, ...Object.fromEntries(columns) });
}
