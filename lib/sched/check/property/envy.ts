import type { ScheduledResource } from '../../columns.ts';
import { NOTABLE, progress } from '../progress.ts';
import { firstOf, firstVm, type Property, type Trial } from '../trial.ts';

/** What VMs have a right to, beside each other: all the same, or in proportion to their weights or templates. */
export type Entitlement = 'equal' | 'weight' | 'template';

export const isEnvyFree = (by: Entitlement): Property => ({
  name: 'isEnvyFree',
  call: `isEnvyFree({ by: '${by}' })`,
  floors: false,
  complaint: (trial) =>
    firstVm(trial, (vm) => {
      const own = progress(trial, vm, (resource) => trial.allocation[resource][vm]);
      return firstOf(trial.state.names.keys(), (other) => {
        const ratio = (resource: ScheduledResource) => entitled(trial, resource, { vm, other, by });
        const others = progress(trial, vm, (resource) => trial.allocation[resource][other] * ratio(resource));
        if (!(others > own + NOTABLE)) return undefined;
        return `${trial.state.names[vm]} would get further with what ${trial.state.names[other]} has`;
      });
    }),
});

interface Pair {
  readonly vm: number;
  readonly other: number;
  readonly by: Entitlement;
}

/** How many times the other's right a VM has. */
function entitled({ state }: Trial, resource: ScheduledResource, { vm, other, by }: Pair): number {
  if (by === 'equal') return 1;
  const rights = by === 'weight' ? state.weight : state.template[resource];
  return rights[other] > 0 ? rights[vm] / rights[other] : 0;
}
