import type { Report } from '../../report/report.ts';
import { RESOURCE_NAMES } from '../../report/resources.ts';
import { summary } from '../../stats/summary.ts';
import { SCHEDULED } from '../columns.ts';
import type { SimulationFigures } from '../simulate/figures.ts';
import type { AllHosts } from './all-hosts.ts';
import type { PlacementPlan } from './plan.ts';

interface Facts {
  readonly plan: PlacementPlan;
  readonly hosts: readonly (SimulationFigures | undefined)[];
  readonly all: AllHosts;
}

/** How VMs were placed, how they fared together, and how hosts differ. */
export function resultReport({ plan, hosts, all }: Facts): Report {
  const { title, sections } = plan.report();
  const known = hosts.filter((host) => host !== undefined);
  const resources = SCHEDULED.filter((resource) => known.some((host) => host.resources.includes(resource)));
  const fraction = (name: string) => ({ name, unit: 'fraction' });
  return {
    title,
    sections: [
      ...sections,
      {
        kind: 'table',
        title: 'All hosts together',
        columns: [
          { name: 'resource' },
          ...['utilisation', 'unmet'].map(fraction),
          { name: 'slowdown' },
          fraction('under template'),
          { name: 'Jain' },
          { name: 'violations' },
        ],
        rows: resources.map((resource) => [
          RESOURCE_NAMES[resource],
          all.utilisation[resource],
          all.unmet[resource],
          all.slowdown[resource],
          all.underTemplate[resource],
          all.satisfaction[resource],
          all.overcommitted[resource] + all.outOfBounds[resource],
        ]),
      },
      {
        kind: 'table',
        title: 'Utilisation of hosts',
        columns: [{ name: 'resource' }, ...['min', 'median', 'max'].map(fraction)],
        rows: resources.map((resource) => {
          const { min, median, max } = summary(known.map((host) => host.utilisation[resource]));
          return [RESOURCE_NAMES[resource], min, median, max];
        }),
      },
    ],
  };
}
