import { checkKeys } from '../check-keys.ts';
import { boundsOf } from './bounds.ts';
import { type BuiltInPolicy, builtIn } from './built-in.ts';
import { byResource } from './by-resource.ts';
import { needOf } from './need.ts';
import { waterFill } from './water-fill.ts';

export interface MaxMinOptions {
  /** In proportion to `state.weight`; else, as unless told, all are equals. */
  readonly weighted?: boolean;
}

/**
 * Max-min fairness of each resource by itself, by water filling: nobody gets more than it needs, and who needs more than its share gets as much as
 * anybody else who does. What nobody needs is left; `workConserving(maxMin())` hands that out too.
 *
 * @throws InputError, when it is called, where the floors of memory sum over the capacity
 * @see Bertsekas and Gallager, "Data Networks", 1992, section 6.5.2
 * @example sched.maxMin()(state).cpu // of 4 cores, 0.5, 1.75 and 1.75 for needs of 0.5, 2 and 3
 */
export function maxMin(options: MaxMinOptions = {}): BuiltInPolicy {
  checkKeys(options, ['weighted']);
  const { weighted = false } = options;
  return builtIn({
    policy: 'maxMin',
    arguments: [{ weighted }],
    title: weighted ? 'max-min (weighted)' : 'max-min',
    decide: (state) => {
      const need = needOf(state);
      const weight = weighted ? state.weight : new Float64Array(state.names.length).fill(1);
      return byResource(state, (resource) =>
        waterFill({
          amount: state.capacity[resource],
          weight,
          least: boundsOf(state, resource).least,
          most: need[resource],
        }),
      );
    },
  });
}
