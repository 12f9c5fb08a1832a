import { firstOf, firstVm, type Property, ROUNDING } from '../trial.ts';
import { reversed, reversedColumns } from '../with-columns.ts';

export const isAnonymous: Property = {
  name: 'isAnonymous',
  complaint: (trial) => {
    const other = reversedColumns(trial.policy(reversed(trial.state)));
    return firstOf(trial.scheduled, (resource) =>
      firstVm(trial, (vm) => {
        const difference = Math.abs(other[resource][vm] - trial.allocation[resource][vm]);
        if (difference <= 1e3 * ROUNDING * trial.state.capacity[resource]) return undefined;
        return `${trial.state.names[vm]} gets another amount of ${resource} when VMs come in another order`;
      }),
    );
  },
};
