import { eachResource, type ScheduledResource } from '../../columns.ts';
import type { State } from '../../policy/policy.ts';
import { NOTABLE, progress } from '../progress.ts';
import { firstOf, firstVm, type Property, type Trial } from '../trial.ts';

/** How many times its need a VM claims. */
const TIMES = [1.5, 4];

export const isStrategyProof: Property = {
  name: 'isStrategyProof',
  floors: false,
  complaint: (trial) =>
    firstVm(trial, (vm) => {
      const honest = progress(trial, vm, (resource) => trial.allocation[resource][vm]);
      return firstOf(liesOf(trial), ({ times, about }) => {
        const allocation = trial.policy(overstated(trial, vm, { times, about }));
        const gained = progress(trial, vm, (resource) => allocation[resource][vm]);
        if (!(gained > honest + NOTABLE)) return undefined;
        return `${trial.state.names[vm]} gets further if it says it needs ${times} times the ${about.join(', ')} it does`;
      });
    }),
};

interface Lie {
  readonly times: number;
  readonly about: readonly ScheduledResource[];
}

/** About each resource by itself, and about all. */
const liesOf = ({ scheduled }: Trial): Lie[] =>
  [scheduled, ...scheduled.map((resource) => [resource])].flatMap((about) => TIMES.map((times) => ({ times, about })));

function overstated({ state, need }: Trial, liar: number, { times, about }: Lie): State {
  const claimed = (resource: ScheduledResource) => (estimate: number, vm: number) =>
    vm === liar ? times * need[resource][vm] : estimate;
  const estimate = eachResource((resource) =>
    about.includes(resource) ? state.estimate[resource].map(claimed(resource)) : state.estimate[resource],
  );
  return { ...state, estimate };
}
