import { boundsOf } from './bounds.ts';
import { type BuiltInPolicy, builtIn } from './built-in.ts';
import { byResource } from './by-resource.ts';
import { waterFill } from './water-fill.ts';

/**
 * The same for each, whatever it needs: `C / n` of every resource. What vCPUs do not let one have, and what memory floors give one more of, the
 * others share.
 *
 * @throws InputError, when it is called, where the floors of memory sum over the capacity
 * @example sched.equal()(state).cpu // of 4 cores, 1 for each of 4 VMs
 */
export const equal = (): BuiltInPolicy =>
  builtIn({
    policy: 'equal',
    arguments: [],
    title: 'equal',
    decide: (state) => {
      const weight = new Float64Array(state.names.length).fill(1);
      return byResource(state, (resource) =>
        waterFill({ amount: state.capacity[resource], weight, ...boundsOf(state, resource) }),
      );
    },
  });
