import { SCHEDULED } from '../../columns.ts';
import { firstOf, type Property } from '../trial.ts';

/** A number of 0 or more for each VM and scheduled resource, as simulations and live runs ask: what every other property takes for granted. */
export const isAllocation: Property = {
  name: 'isAllocation',
  complaint: ({ state, allocation, scheduled }) =>
    firstOf(SCHEDULED, (resource) => {
      const column = allocation?.[resource];
      if (column?.length !== state.names.length)
        return `grants of ${resource} are a column of ${column?.length ?? 'no'} values, for ${state.names.length} VMs`;
      if (!scheduled.includes(resource)) return undefined;
      const bad = column.findIndex((amount) => !(amount >= 0));
      return bad < 0 ? undefined : `${state.names[bad]} is granted ${column[bad]} of ${resource}`;
    }),
};
