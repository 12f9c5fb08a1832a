import { eachResource, type ScheduledResource } from '../columns.ts';
import { boundsOf } from './bounds.ts';
import { type BuiltInPolicy, builtIn, isBuiltIn } from './built-in.ts';
import { checkPolicy } from './check-policy.ts';
import { needOf } from './need.ts';
import type { Allocation, Policy, State } from './policy.ts';
import { titled, titleOf } from './titled.ts';
import { totalOf } from './total.ts';
import { waterFill } from './water-fill.ts';

/**
 * Hands out what a policy leaves of each resource: first to those that got less than they need, up to that, then to all, up to their vCPUs; both by
 * water filling in proportion to `state.weight`. Grants of the policy stay, so that what it gives beyond a VM's need is not taken back.
 *
 * @throws InputError for what is no policy
 * @example sched.workConserving(sched.drf())
 */
export function workConserving(policy: BuiltInPolicy): BuiltInPolicy;
export function workConserving(policy: Policy): Policy;
export function workConserving(policy: Policy): Policy {
  checkPolicy(policy);
  const title = `work-conserving ${titleOf(policy)}`;
  const { creditWindow } = policy;
  const decide = (state: State) => handOut(state, policy(state));
  if (!isBuiltIn(policy)) return titled(title, decide, { creditWindow });
  return builtIn({ policy: 'workConserving', arguments: [policy.toJSON()], title, decide, creditWindow });
}

function handOut(state: State, grant: Allocation): Allocation {
  const need = needOf(state);
  return eachResource((resource) => {
    const upToNeed = fill(state, resource, { grant: grant[resource], most: need[resource] });
    return fill(state, resource, { grant: upToNeed, most: boundsOf(state, resource).most });
  });
}

interface Room {
  readonly grant: Float64Array;
  readonly most: Float64Array;
}

function fill({ capacity, weight }: State, resource: ScheduledResource, { grant, most }: Room): Float64Array {
  const amount = capacity[resource] - totalOf(grant);
  if (!(amount > 0 && amount < Infinity)) return grant;
  const room = most.map((limit, vm) => Math.max(0, limit - grant[vm]));
  const more = waterFill({ amount, weight, least: new Float64Array(grant.length), most: room });
  return grant.map((given, vm) => given + more[vm]);
}
