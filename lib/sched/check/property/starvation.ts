import { amountText } from '../amount-text.ts';
import { firstOf, firstVm, type Property } from '../trial.ts';

export const neverStarves: Property = {
  name: 'neverStarves',
  complaint: (trial) =>
    firstOf(trial.scheduled, (resource) => {
      const [need, template] = [trial.need[resource], trial.state.template[resource]];
      return firstVm(trial, (vm) => {
        if (!(need[vm] > 0 && template[vm] > 0) || trial.allocation[resource][vm] > 0) return undefined;
        return `${trial.state.names[vm]} needs ${amountText(resource, need[vm])} and was promised some, but is granted none`;
      });
    }),
};
