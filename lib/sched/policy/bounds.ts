import { InputError } from '../../core/errors.ts';
import { formatSize } from '../../core/units.ts';
import type { ScheduledResource } from '../columns.ts';
import { greater } from '../lesser.ts';
import type { State } from './policy.ts';
import { totalOf } from './total.ts';

/** Between what each VM's grant of a resource must stay. */
export interface Bounds {
  /** The floors of memory; 0 for other resources. */
  readonly least: Float64Array;
  /** The vCPUs; no end for other resources. */
  readonly most: Float64Array;
}

/** @param unbounded columns for what has no bounds: policies that are asked often keep them */
export function boundsOf(
  { memoryFloor, vcpus, names }: State,
  resource: ScheduledResource,
  unbounded: Bounds = boundless(names.length),
): Bounds {
  return {
    least: resource === 'memory' ? memoryFloor : unbounded.least,
    most: resource === 'cpu' ? vcpus : unbounded.most,
  };
}

export const boundless = (count: number): Bounds => ({
  least: new Float64Array(count),
  most: new Float64Array(count).fill(Infinity),
});

/** A floor above the other bound wins. Branches, which processors foresee here, since `Math.min` asks about `NaN` and -0 too. */
export function bounded(value: number, least: number, most: number): number {
  if (value < least) return least;
  if (value <= most) return value;
  return greater(least, most);
}

/** @throws InputError where the floors of memory sum over the capacity: no policy can keep them then */
export function checkFloors({ memoryFloor, capacity }: State): void {
  const floors = totalOf(memoryFloor);
  if (floors <= capacity.memory * (1 + 1e-9)) return;
  throw new InputError({
    code: 'FLOORS_OVER_CAPACITY',
    expected: `memory floors that sum to the capacity of ${formatSize(capacity.memory)} at most`,
    received: formatSize(floors),
    advice: 'Lower the floors, or place fewer VMs on the host',
  });
}
