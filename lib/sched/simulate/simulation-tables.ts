import { formatDuration } from '../../core/units.ts';
import type { Cell, Column, Report, TableSection } from '../../report/report.ts';
import { RESOURCE_NAMES } from '../../report/resources.ts';
import type { ScheduledResource } from '../columns.ts';
import type { SimulationFigures } from './figures.ts';

/** More VMs than this are no longer read. */
const MOST_VMS = 12;

/** A simulation as tables: a row a resource, and a row a VM, the least satisfied first where they are many. */
export function simulationTables(figures: SimulationFigures): Report {
  const { policy, predictor, names, seconds, fairness } = figures;
  const vms = names.length === 1 ? '1 VM' : `${names.length} VMs`;
  return {
    title: `${policy}, ${predictor}: ${vms} for ${formatDuration(seconds)}`,
    sections: [
      { kind: 'text', text: `Jain's index of satisfaction: ${fairness.jain.toFixed(4)}.` },
      byResource(figures),
      byVm(figures),
    ],
  };
}

/** What tables of resources, and comparisons, have in their columns. */
export const FIGURE_COLUMNS: readonly Column[] = [
  { name: 'utilisation', unit: 'fraction' },
  { name: 'unmet', unit: 'fraction' },
  { name: 'slowdown' },
  { name: 'under template', unit: 'fraction' },
  { name: 'Jain' },
  { name: 'violations' },
];

/** In the order of `FIGURE_COLUMNS`. */
export const figureCells = (figures: SimulationFigures, resource: ScheduledResource): Cell[] => [
  figures.utilisation[resource],
  figures.unmet[resource],
  figures.slowdown[resource],
  figures.underTemplate[resource],
  figures.fairness.satisfaction[resource],
  figures.violations.overcommitted[resource] + figures.violations.outOfBounds[resource],
];

const byResource = (figures: SimulationFigures): TableSection => ({
  kind: 'table',
  columns: [{ name: 'resource' }, ...FIGURE_COLUMNS],
  rows: figures.resources.map((resource) => [RESOURCE_NAMES[resource], ...figureCells(figures, resource)]),
});

function byVm({ names, resources, vms }: SimulationFigures): TableSection {
  const worst = worstFirst(names.length, (vm) => Math.min(...resources.map((each) => vms.satisfaction[each][vm])));
  const shown = names.length > MOST_VMS ? worst.slice(0, MOST_VMS) : [...names.keys()];
  return {
    kind: 'table',
    ...(names.length > MOST_VMS && { title: `The ${MOST_VMS} least satisfied of ${names.length} VMs` }),
    columns: [{ name: 'VM' }, ...resources.flatMap(columnsOfVm)],
    rows: shown.map((vm) => [
      names[vm],
      ...resources.flatMap((each) => [vms.satisfaction[each][vm], vms.slowdown[each][vm]]),
    ]),
  };
}

const columnsOfVm = (resource: ScheduledResource): Column[] => [
  { name: `${RESOURCE_NAMES[resource]} satisfied`, unit: 'fraction' },
  { name: 'slowdown' },
];

/** `NaN` last: who asked for nothing misses nothing. */
function worstFirst(count: number, satisfactionOf: (vm: number) => number): number[] {
  const key = (vm: number) => (Number.isNaN(satisfactionOf(vm)) ? Number.POSITIVE_INFINITY : satisfactionOf(vm));
  const keys = Array.from({ length: count }, (_, vm) => key(vm));
  return [...keys.keys()].sort((one, other) => (keys[one] === keys[other] ? one - other : keys[one] - keys[other]));
}
