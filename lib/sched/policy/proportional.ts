import { boundsOf } from './bounds.ts';
import { type BuiltInPolicy, builtIn } from './built-in.ts';
import { byResource } from './by-resource.ts';
import { waterFill } from './water-fill.ts';

/**
 * In proportion to `state.weight`, whatever a VM needs, as the kernel divides a processor among groups that are all busy (`cpu.weight`). What
 * vCPUs do not let one have, and what memory floors give one more of, the others share in the same proportion.
 *
 * @throws InputError, when it is called, where the floors of memory sum over the capacity
 * @example sched.proportional()(state).cpu // of 4 cores, 3 and 1 for weights of 300 and 100
 */
export const proportional = (): BuiltInPolicy =>
  builtIn({
    policy: 'proportional',
    arguments: [],
    title: 'proportional',
    decide: (state) =>
      byResource(state, (resource) =>
        waterFill({ amount: state.capacity[resource], weight: state.weight, ...boundsOf(state, resource) }),
      ),
  });
