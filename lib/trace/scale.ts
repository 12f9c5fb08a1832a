import { InputError } from '../core/errors.ts';
import { createTrace, RESOURCES, type Resource, type Trace } from './trace.ts';

/** What each resource is multiplied with; 1 for what is left out. */
export type ScaleFactors = { readonly [resource in Resource]?: number };

/**
 * More or less of each resource, at the same times.
 *
 * @throws InputError for a factor that is not a number of 0 or more, or is of no resource
 * @example scale(trace, { cpu: 0.5 }) // half of its cores
 */
export function scale(trace: Trace, factors: ScaleFactors): Trace {
  const unknown = Object.keys(factors).find((name) => !(RESOURCES as readonly string[]).includes(name));
  if (unknown) throw new InputError({ expected: `factors of ${RESOURCES.join(', ')}`, received: unknown });
  const columns = RESOURCES.map((resource) => [resource, scaled(trace, resource, factors[resource] ?? 1)]);
  return createTrace(trace.name, { interval: trace.interval, ...Object.fromEntries(columns) });
}

function scaled(trace: Trace, resource: Resource, factor: number): Float64Array {
  if (factor >= 0 && Number.isFinite(factor)) return trace[resource].map((value) => value * factor);
  throw new InputError({ column: resource, expected: 'a factor of 0 or more', received: factor });
}
