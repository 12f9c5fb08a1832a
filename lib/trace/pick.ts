import { createTrace, RESOURCES, type Resource, type Trace } from './trace.ts';

/** A trace of some of its steps, each with a column value of its own making. */
export interface Step {
  /** The step it comes from. */
  readonly from: number;
  readonly seconds: number;
  /** What part of the step's bytes it has. */
  readonly share: number;
}

/** The trace made of these steps: levels as they were, bytes by share. */
export function pick(trace: Trace, steps: readonly Step[]): Trace {
  const column = (resource: Resource) =>
    Float64Array.from(steps, ({ from, share }) => {
      const value = trace[resource][from] as number;
      return share === 1 || resource === 'cpu' || resource === 'memory' ? value : value * share;
    });
  const columns = RESOURCES.map((resource) => [resource, column(resource)]);
  const interval = Float64Array.from(steps, ({ seconds }) => seconds);
  return createTrace(trace.name, { interval, ...Object.fromEntries(columns) });
}
