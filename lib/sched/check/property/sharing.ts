import { NOTABLE, progress } from '../progress.ts';
import { firstVm, type Property } from '../trial.ts';

export const givesSharingIncentive: Property = {
  name: 'givesSharingIncentive',
  floors: false,
  complaint: (trial) =>
    firstVm(trial, (vm) => {
      const { state, allocation } = trial;
      const own = progress(trial, vm, (resource) => allocation[resource][vm]);
      const alone = progress(trial, vm, (resource) => state.capacity[resource] / state.names.length);
      return alone > own + NOTABLE
        ? `${state.names[vm]} would get further with an equal part of the host to itself`
        : undefined;
    }),
};
