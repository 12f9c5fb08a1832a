import { InputError } from '../../core/errors.ts';
import type { Cell, Column, Report, TableSection } from '../../report/report.ts';
import { type Reported, reported } from '../../report/reported.ts';
import { RESOURCE_NAMES, RESOURCE_UNITS } from '../../report/resources.ts';
import { withUnit } from '../../report/scale.ts';
import { terminal } from '../../report/terminal.ts';
import { SCHEDULED, type ScheduledResource } from '../columns.ts';
import type { SimulationFigures } from './figures.ts';
import { FIGURE_COLUMNS, figureCells } from './simulation-tables.ts';

/** Simulations beside each other. */
export interface SimulationComparison extends Reported {
  readonly simulations: readonly SimulationFigures[];
  /** A table a resource, with a row for each simulation. */
  toString(): string;
}

/**
 * Simulations side by side: a table a resource, a row for each.
 *
 * @throws InputError for what is no list of simulations
 * @example console.log(String(sched.compare([byCredit, equally])))
 */
export function compare<One extends SimulationFigures>(simulations: readonly One[]): SimulationComparison {
  if (!(Array.isArray(simulations) && simulations.every(isSimulation)))
    throw new InputError({ expected: 'a list of what sched.simulate() returned', received: simulations });
  const comparison = reported({ simulations: [...simulations] }, comparisonReport);
  return Object.freeze({ ...comparison, toString: () => terminal(comparison.report()) });
}

const isSimulation = (given: SimulationFigures | undefined): boolean => Array.isArray(given?.resources);

/** What `compare` and `sweep` print. */
export function comparisonReport({ simulations }: { simulations: readonly SimulationFigures[] }): Report {
  const resources = SCHEDULED.filter((resource) => simulations.some((each) => each.resources.includes(resource)));
  return {
    title: `${simulations.length} simulations`,
    sections: [overall(simulations), ...resources.map((resource) => byResource(simulations, resource))],
  };
}

/** What tells simulations apart: their capacities only where these differ. */
function headOf(simulations: readonly SimulationFigures[]): TableHead {
  const differ = new Set(simulations.map(capacityOf)).size > 1;
  return {
    columns: [{ name: 'policy' }, { name: 'predictor' }, ...(differ ? [{ name: 'capacity' }] : [])],
    cells: (each) => [each.policy, each.predictor, ...(differ ? [capacityOf(each)] : [])],
  };
}

interface TableHead {
  readonly columns: readonly Column[];
  readonly cells: (simulation: SimulationFigures) => Cell[];
}

const capacityOf = ({ capacity, resources }: SimulationFigures): string =>
  resources.map((resource) => withUnit(capacity[resource], RESOURCE_UNITS[resource])).join(', ');

function overall(simulations: readonly SimulationFigures[]): TableSection {
  const head = headOf(simulations);
  return {
    kind: 'table',
    columns: [...head.columns, { name: 'VMs' }, { name: 'time', unit: 's' }, { name: "Jain's index" }],
    rows: simulations.map((each) => [...head.cells(each), each.names.length, each.seconds, each.fairness.jain]),
  };
}

function byResource(simulations: readonly SimulationFigures[], resource: ScheduledResource): TableSection {
  const head = headOf(simulations);
  return {
    kind: 'table',
    title: RESOURCE_NAMES[resource],
    columns: [...head.columns, ...FIGURE_COLUMNS],
    rows: simulations.map((each) => [...head.cells(each), ...figureCells(each, resource)]),
  };
}
