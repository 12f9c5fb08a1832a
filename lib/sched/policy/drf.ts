import { checkKeys } from '../check-keys.ts';
import { type Amounts, type Columns, eachResource, SCHEDULED, type ScheduledResource } from '../columns.ts';
import { boundsOf, checkFloors } from './bounds.ts';
import { type BuiltInPolicy, builtIn } from './built-in.ts';
import { needOf } from './need.ts';
import type { Allocation, State } from './policy.ts';
import { totalOf } from './total.ts';
import { waterLevel } from './water-level.ts';

export interface DrfOptions {
  /** Dominant shares in proportion to `state.weight`; else, as unless told, all are equals. */
  readonly weighted?: boolean;
}

/**
 * Dominant resource fairness, of tasks that can be divided at will. A VM's dominant share is the greatest part of any resource of the host that it
 * gets; these are raised together, each VM with its resources in the proportion of its needs, until it has what it needs or one of its resources is
 * used up. It makes sense of VMs that make no use of cores without the memory that goes with them: what is left of one resource when another is used
 * up is left; `workConserving(drf())` hands it out. Memory floors are granted beforehand; the rest is divided so.
 *
 * Progressive filling in closed form: of all resources, the one that is used up at the lowest common share is found by water filling; who needs it
 * has what it will have; the others go on.
 *
 * @throws InputError, when it is called, where the floors of memory sum over the capacity
 * @see Ghodsi et al., "Dominant Resource Fairness: Fair Allocation of Multiple Resource Types", NSDI 2011
 * @example sched.drf()(state) // of 9 cores and 18 GiB: 3 and 12 for who needs (9, 36), 6 and 2 for who needs (27, 9), as in the paper
 */
export function drf(options: DrfOptions = {}): BuiltInPolicy {
  checkKeys(options, ['weighted']);
  const { weighted = false } = options;
  return builtIn({
    policy: 'drf',
    arguments: [{ weighted }],
    title: weighted ? 'drf (weighted)' : 'drf',
    decide: (state) => divide(state, weighted ? state.weight : undefined),
  });
}

function divide(state: State, weight: Float64Array | undefined): Allocation {
  checkFloors(state);
  const need = needOf(state);
  const floors = eachResource((resource) => boundsOf(state, resource).least);
  const capacity = eachResource((resource) => Math.max(0, state.capacity[resource] - totalOf(floors[resource])));
  // Of what is not scheduled all have what they need, without end as it may be: it is nobody's dominant resource.
  const wanted = eachResource((resource) =>
    need[resource].map((amount, vm) => (capacity[resource] === Infinity ? 0 : amount - floors[resource][vm])),
  );
  const met = progressiveFilling({ capacity, wanted }, weight);
  return eachResource((resource) =>
    capacity[resource] === Infinity
      ? need[resource]
      : floors[resource].map((floor, vm) => floor + met[vm] * wanted[resource][vm]),
  );
}

interface Problem {
  readonly capacity: Amounts;
  readonly wanted: Columns;
}

/** Which part of what it wants each VM gets, from 0 to 1. */
function progressiveFilling(problem: Problem, weight: Float64Array | undefined): Float64Array {
  const pace = problem.wanted.cpu.map((_, vm) => (weight?.[vm] ?? 1) / dominantShare(problem, vm));
  const met = pace.map((parts) => (parts === Infinity ? 1 : parts === 0 ? 0 : Number.NaN));
  let open = SCHEDULED.filter((resource) => problem.capacity[resource] < Infinity);
  while (open.length > 0) {
    const levels = open.map((resource) => usedUpAt(problem, resource, { pace, met }));
    const level = Math.min(...levels);
    const full = open[levels.indexOf(level)];
    for (let vm = 0; vm < met.length; vm++)
      if (Number.isNaN(met[vm]) && problem.wanted[full][vm] > 0) met[vm] = Math.min(1, level * pace[vm]);
    open = open.filter((resource) => resource !== full);
  }
  return met;
}

/** Of all that a VM wants; 0 for who wants nothing. */
const dominantShare = ({ capacity, wanted }: Problem, vm: number): number =>
  SCHEDULED.reduce(
    (most, resource) => (wanted[resource][vm] > 0 ? Math.max(most, wanted[resource][vm] / capacity[resource]) : most),
    0,
  );

interface Filling {
  /** How much of what it wants a VM has when the common share is 1: the less, the greater the share that it wants. */
  readonly pace: Float64Array;
  /** `NaN` for VMs whose share is still raised. */
  readonly met: Float64Array;
}

/** The common share at which nothing of the resource is left. */
function usedUpAt({ capacity, wanted }: Problem, resource: ScheduledResource, { pace, met }: Filling): number {
  const rising = (vm: number) => Number.isNaN(met[vm]);
  return waterLevel({
    amount: capacity[resource],
    weight: wanted[resource].map((amount, vm) => (rising(vm) ? amount * pace[vm] : 0)),
    least: wanted[resource].map((amount, vm) => (rising(vm) ? 0 : met[vm] * amount)),
    most: wanted[resource],
  });
}
