import { InputError, RunError } from '../../core/errors.ts';
import type { ScheduledResource } from '../columns.ts';
import type { Allocation, Policy, State } from '../policy/policy.ts';
import { titleOf } from '../policy/titled.ts';

/**
 * What the policy grants.
 *
 * @throws InputError where the policy says that it was told what has no sense
 * @throws RunError 'POLICY' where it fails otherwise, or its answer is not a column a resource; it names the policy and the period
 */
export function askPolicy(policy: Policy, state: State, resources: readonly ScheduledResource[]): Allocation {
  const allocation = decided(policy, state);
  for (const resource of resources) {
    const grant = allocation?.[resource];
    if (!(grant instanceof Float64Array && grant.length === state.names.length))
      throw failure(policy, state, `gave ${shown(grant)} for ${resource} and not ${state.names.length} grants`);
  }
  return allocation;
}

/** For a grant that is no number of 0 or more. */
export const wrongGrant = (policy: Policy, state: State, { vm, grant }: { vm: number; grant: string }): RunError =>
  failure(policy, state, `granted ${state.names[vm]} ${grant}, which is not a number of 0 or more`);

function decided(policy: Policy, state: State): Allocation {
  try {
    return policy(state);
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw failure(policy, state, `failed: ${error instanceof Error ? error.message : error}`, error);
  }
}

const failure = (policy: Policy, { period }: State, what: string, cause?: unknown): RunError =>
  new RunError('POLICY', `in period ${period}, ${titleOf(policy)} ${what}`, { cause });

const shown = (grant: unknown): string =>
  grant instanceof Float64Array ? `${grant.length} grants` : grant === undefined ? 'nothing' : 'no Float64Array';
