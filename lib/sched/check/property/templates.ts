import type { ScheduledResource } from '../../columns.ts';
import { boundsOf } from '../../policy/bounds.ts';
import { totalOf } from '../../policy/total.ts';
import { amountText } from '../amount-text.ts';
import { firstOf, firstVm, type Property, ROUNDING, type Trial } from '../trial.ts';

export const honoursTemplates: Property = {
  name: 'honoursTemplates',
  complaint: (trial) =>
    firstOf(
      trial.scheduled.filter((resource) => doFit(trial, resource)),
      (resource) => {
        const { need, state, allocation } = trial;
        const template = state.template[resource];
        return firstVm(trial, (vm) => {
          const due = Math.min(need[resource][vm], template[vm]);
          if (allocation[resource][vm] >= due - ROUNDING * state.capacity[resource]) return undefined;
          return `${state.names[vm]} needs ${amountText(resource, due)} that its template promises, and is granted ${amountText(resource, allocation[resource][vm])}`;
        });
      },
    ),
};

/** Only what can be kept was promised. */
function doFit({ state }: Trial, resource: ScheduledResource): boolean {
  const { least } = boundsOf(state, resource);
  return totalOf(state.template[resource].map((amount, vm) => Math.max(amount, least[vm]))) <= state.capacity[resource];
}
