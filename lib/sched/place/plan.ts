import type { Report } from '../../report/report.ts';
import { type Reported, reported } from '../../report/reported.ts';
import { RESOURCE_NAMES } from '../../report/resources.ts';
import { summary } from '../../stats/summary.ts';
import { type Amounts, type Columns, eachResource, SCHEDULED } from '../columns.ts';
import type { PlacementHost } from './hosts.ts';
import type { Packing } from './pack.ts';

/** A host with its VMs. */
export interface PlannedHost extends PlacementHost {
  /** In the order of the input. */
  readonly vms: readonly string[];
  /** What is promised to its VMs, together. */
  readonly promised: Amounts;
}

/** Which VMs are where. */
export interface PlacementPlan extends Reported {
  readonly hosts: readonly PlannedHost[];
  /** Those that no host had room for. They are not simulated. */
  readonly unplaced: readonly string[];
}

export function planOf(
  hosts: readonly PlacementHost[],
  { names, needs }: { names: readonly string[]; needs: Columns },
  { onHost, unplaced }: Packing,
): PlacementPlan {
  const planned = hosts.map((host, number) => ({
    ...host,
    vms: onHost[number].map((vm) => names[vm]),
    promised: eachResource((resource) => onHost[number].reduce((sum, vm) => sum + needs[resource][vm], 0)),
  }));
  return reported({ hosts: planned, unplaced: unplaced.map((vm) => names[vm]) }, planReport);
}

function planReport({ hosts, unplaced }: Omit<PlacementPlan, 'report'>): Report {
  const placed = hosts.reduce((sum, { vms }) => sum + vms.length, 0);
  const used = hosts.filter(({ vms }) => vms.length > 0);
  return {
    title: `${placed} VMs on ${used.length} of ${hosts.length} hosts`,
    sections: [
      ...(unplaced.length > 0 ? [{ kind: 'text' as const, text: unplacedText(unplaced) }] : []),
      {
        kind: 'table',
        title: 'What of the hosts in use is promised',
        columns: [{ name: 'resource' }, ...['min', 'median', 'max'].map((name) => ({ name, unit: 'fraction' }))],
        rows: SCHEDULED.filter((resource) => used.some(({ capacity }) => capacity[resource] < Infinity)).map(
          (resource) => {
            const parts = summary(used.map(({ promised, capacity }) => promised[resource] / capacity[resource]));
            return [RESOURCE_NAMES[resource], parts.min, parts.median, parts.max];
          },
        ),
      },
    ],
  };
}

function unplacedText(unplaced: readonly string[]): string {
  const some = unplaced.slice(0, 8).join(', ');
  return `${unplaced.length} VMs found no room: ${some}${unplaced.length > 8 ? ' …' : ''}.`;
}
