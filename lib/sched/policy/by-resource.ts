import { eachResource, type ScheduledResource } from '../columns.ts';
import { checkFloors } from './bounds.ts';
import { needOfOne } from './need.ts';
import type { Allocation, State } from './policy.ts';

/**
 * An allocation that divides each resource by itself. Of a resource that is not scheduled (its capacity is `Infinity`) each VM gets what it needs.
 *
 * @throws InputError where the floors of memory sum over the capacity
 */
export function byResource(state: State, divide: (resource: ScheduledResource) => Float64Array): Allocation {
  checkFloors(state);
  return eachResource((resource) =>
    state.capacity[resource] === Infinity ? needOfOne(state, resource) : divide(resource),
  );
}
