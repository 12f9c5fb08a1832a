import { InputError, RunError } from '../../core/errors.ts';
import type { ScheduledResource } from '../columns.ts';
import type { Allocation, Policy, State } from '../policy/policy.ts';
import { titleOf } from '../policy/titled.ts';

/**
 * Each call of what is returned says what the policy grants, as the state is then.
 *
 * @throws InputError where the policy says that it was told what has no sense
 * @throws RunError 'POLICY' where it fails otherwise, or its answer is not a column a resource; it names the policy and the period
 */
export function startAsking(policy: Policy, state: State, resources: readonly ScheduledResource[]): () => Allocation {
  const decide = deciding(policy, state);
  return () => {
    const allocation = decide();
    for (const resource of resources) {
      const grant = allocation?.[resource];
      if (!(grant instanceof Float64Array && grant.length === state.names.length))
        throw failure(
          policy,
          state,
          `gave ${shown(grant)} for ${resource}: expected a column with a grant a VM (${state.names.length})`,
        );
    }
    return allocation;
  };
}

/** For a grant that is no number of 0 or more. */
export const wrongGrant = (policy: Policy, state: State, { vm, grant }: { vm: number; grant: string }): RunError =>
  failure(policy, state, `granted ${state.names[vm]} ${grant}, which is not a number of 0 or more`);

function deciding(policy: Policy, state: State): () => Allocation {
  let decide: (() => Allocation) | undefined;
  return () => {
    try {
      decide ??= policy.start?.(state) ?? (() => policy(state));
      return decide();
    } catch (error) {
      if (error instanceof InputError) throw error;
      throw failure(policy, state, `failed: ${error instanceof Error ? error.message : error}`, error);
    }
  };
}

const failure = (policy: Policy, { period }: State, what: string, cause?: unknown): RunError =>
  new RunError('POLICY', `in period ${period}, ${titleOf(policy)} ${what}`, { cause });

const shown = (grant: unknown): string =>
  grant instanceof Float64Array ? `${grant.length} grants` : grant === undefined ? 'nothing' : 'no Float64Array';
