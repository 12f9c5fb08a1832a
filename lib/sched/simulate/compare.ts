import type { Cell, Report, TableSection } from '../../report/report.ts';
import { type Reported, reported } from '../../report/reported.ts';
import { RESOURCE_NAMES } from '../../report/resources.ts';
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
 * @example console.log(String(sched.compare([byCredit, equally])))
 */
export function compare<One extends SimulationFigures>(simulations: readonly One[]): SimulationComparison {
  const comparison = reported({ simulations: [...simulations] }, comparisonReport);
  return Object.freeze({ ...comparison, toString: () => terminal(comparison.report()) });
}

/** What `compare` and `sweep` print. */
export function comparisonReport({ simulations }: { simulations: readonly SimulationFigures[] }): Report {
  const resources = SCHEDULED.filter((resource) => simulations.some((each) => each.resources.includes(resource)));
  return {
    title: `${simulations.length} simulations`,
    sections: [overall(simulations), ...resources.map((resource) => byResource(simulations, resource))],
  };
}

const HEAD = [{ name: 'policy' }, { name: 'predictor' }];
const headCells = ({ policy, predictor }: SimulationFigures): Cell[] => [policy, predictor];

const overall = (simulations: readonly SimulationFigures[]): TableSection => ({
  kind: 'table',
  columns: [...HEAD, { name: 'VMs' }, { name: 'time', unit: 's' }, { name: "Jain's index" }],
  rows: simulations.map((each) => [...headCells(each), each.names.length, each.seconds, each.fairness.jain]),
});

const byResource = (simulations: readonly SimulationFigures[], resource: ScheduledResource): TableSection => ({
  kind: 'table',
  title: RESOURCE_NAMES[resource],
  columns: [...HEAD, ...FIGURE_COLUMNS],
  rows: simulations.map((each) => [...headCells(each), ...figureCells(each, resource)]),
});
