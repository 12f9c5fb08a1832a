import type { ScheduledResource } from '../../columns.ts';
import { totalOf } from '../../policy/total.ts';
import { amountText } from '../amount-text.ts';
import { firstOf, type Property, ROUNDING, type Trial } from '../trial.ts';

export const isWorkConserving: Property = {
  name: 'isWorkConserving',
  complaint: (trial) =>
    firstOf(trial.scheduled, (resource) => {
      const left = trial.state.capacity[resource] - totalOf(trial.allocation[resource]);
      const who = lacking(trial, resource);
      if (left <= ROUNDING * trial.state.capacity[resource] || who < 0) return undefined;
      return `leaves ${amountText(resource, left)}, while ${trial.state.names[who]} lacks some`;
    }),
};

export const neverWastes: Property = {
  name: 'neverWastes',
  complaint: (trial) =>
    firstOf(trial.scheduled, (resource) => {
      const useful = trial.allocation[resource].map((grant, vm) => Math.min(grant, trial.need[resource][vm]));
      const idle = trial.state.capacity[resource] - totalOf(useful);
      const who = lacking(trial, resource);
      if (idle <= ROUNDING * trial.state.capacity[resource] || who < 0) return undefined;
      return `lets ${amountText(resource, idle)} lie idle, while ${trial.state.names[who]} lacks some`;
    }),
};

/** A VM that got less than it needs. */
const lacking = ({ state, allocation, need }: Trial, resource: ScheduledResource): number =>
  need[resource].findIndex((amount, vm) => amount - allocation[resource][vm] > ROUNDING * state.capacity[resource]);
