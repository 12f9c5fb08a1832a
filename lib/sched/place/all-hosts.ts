import { jain } from '../../stats/jain.ts';
import { type Amounts, eachResource, type ScheduledResource } from '../columns.ts';
import type { SimulationFigures } from '../simulate/figures.ts';
import type { PerVm } from '../simulate/per-vm.ts';

/** The figures of a simulation over the VMs of all hosts that have any. */
export interface AllHosts {
  readonly utilisation: Amounts;
  readonly unmet: Amounts;
  readonly slowdown: Amounts;
  readonly underTemplate: Amounts;
  /** Jain's index of `used / demand` of all VMs. */
  readonly satisfaction: Amounts;
  /** Periods of hosts in which the policy granted more than there is. */
  readonly overcommitted: Amounts;
  /** Periods of hosts in which it granted a VM more cores than its vCPUs, or less memory than its floor. */
  readonly outOfBounds: Amounts;
}

export function allHostsOf(hosts: readonly SimulationFigures[]): AllHosts {
  const each = (of: (resource: ScheduledResource, hosts: readonly SimulationFigures[]) => number) =>
    eachResource((resource) =>
      of(
        resource,
        hosts.filter((host) => host.resources.includes(resource)),
      ),
    );
  return {
    utilisation: each((resource, some) => total(some, 'used', resource) / roomOf(some, resource)),
    unmet: each((resource, some) => total(some, 'unmet', resource) / total(some, 'demand', resource)),
    slowdown: each((resource, some) => total(some, 'want', resource) / total(some, 'used', resource)),
    underTemplate: each((resource, some) => total(some, 'underTemplate', resource) / vmTime(some, resource)),
    satisfaction: each((resource, some) => jain(some.flatMap(({ vms }) => [...vms.satisfaction[resource]]))),
    overcommitted: each((resource, some) => sum(some.map(({ violations }) => violations.overcommitted[resource]))),
    outOfBounds: each((resource, some) => sum(some.map(({ violations }) => violations.outOfBounds[resource]))),
  };
}

const total = (hosts: readonly SimulationFigures[], what: keyof PerVm, resource: ScheduledResource): number =>
  sum(hosts.map(({ vms }) => sum(vms[what][resource])));

/** Capacity × time. */
const roomOf = (hosts: readonly SimulationFigures[], resource: ScheduledResource): number =>
  sum(hosts.map(({ capacity, seconds }) => capacity[resource] * seconds));

/** The time in which VMs were there. */
const vmTime = (hosts: readonly SimulationFigures[], resource: ScheduledResource): number =>
  sum(hosts.map(({ names, seconds, vms }) => names.length * seconds - sum(vms.absent[resource])));

const sum = (values: ArrayLike<number> & Iterable<number>): number => {
  let all = 0;
  for (const value of values) all += value;
  return all;
};
