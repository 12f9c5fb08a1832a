import type { ScheduledResource } from '../../columns.ts';
import { NOTABLE, progress } from '../progress.ts';
import { firstVm, type Property, type Trial } from '../trial.ts';

export const isParetoEfficient: Property = {
  name: 'isParetoEfficient',
  floors: false,
  complaint: (trial) => {
    const reached = trial.state.names.map((_, vm) => progress(trial, vm, (resource) => trial.allocation[resource][vm]));
    return firstVm(trial, (vm) => {
      const needed = trial.scheduled.filter((resource) => trial.need[resource][vm] > 0);
      if (reached[vm] >= 1 - NOTABLE || !needed.every((resource) => isSpare(trial, resource, reached)))
        return undefined;
      return `${trial.state.names[vm]} could get further, and nobody would get less far for it`;
    });
  },
};

/** What is granted beyond the progress that a VM makes with all its resources is of no use to it. */
function isSpare({ state, need }: Trial, resource: ScheduledResource, reached: readonly number[]): boolean {
  const useful = need[resource].reduce((sum, amount, vm) => sum + amount * reached[vm], 0);
  return state.capacity[resource] - useful > NOTABLE * state.capacity[resource];
}
