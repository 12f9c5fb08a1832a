import { isLevel } from './summary.ts';
import { RESOURCES, type Resource, type Trace } from './trace.ts';

/** Each resource; one that was never recorded is absent. */
export type Totals = { readonly [resource in Resource]?: number };

/**
 * What was used in all: core-seconds of `cpu`, byte-seconds of `memory`, bytes of the others. Steps in which a resource was not
 * recorded add nothing.
 *
 * @example totals(trace).cpu // 312.5, in core-seconds
 */
export function totals(trace: Trace): Totals {
  const sums: Partial<Record<Resource, number>> = {};
  for (const resource of RESOURCES) {
    trace[resource].forEach((value, step) => {
      if (Number.isNaN(value)) return;
      const amount = isLevel(resource) ? value * (trace.interval[step] as number) : value;
      sums[resource] = (sums[resource] ?? 0) + amount;
    });
  }
  return sums;
}
