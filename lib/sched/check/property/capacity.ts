import { totalOf } from '../../policy/total.ts';
import { amountText } from '../amount-text.ts';
import { firstOf, type Property, ROUNDING } from '../trial.ts';

export const neverOvercommits: Property = {
  name: 'neverOvercommits',
  complaint: ({ state, allocation, scheduled }) =>
    firstOf(scheduled, (resource) => {
      const granted = totalOf(allocation[resource]);
      const capacity = state.capacity[resource];
      if (granted <= capacity * (1 + ROUNDING)) return undefined;
      return `grants ${amountText(resource, granted)}, of a capacity of ${amountText(resource, capacity)}`;
    }),
};
