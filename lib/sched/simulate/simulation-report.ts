import { endsOf } from '../../report/ends-of.ts';
import type { Report, SeriesSection, Unit } from '../../report/report.ts';
import { RESOURCE_NAMES, RESOURCE_UNITS } from '../../report/resources.ts';
import type { ScheduledResource } from '../columns.ts';
import { totalCharts } from './chart-report.ts';
import type { SimulationFigures } from './figures.ts';
import type { History, ResourceHistory } from './history.ts';
import { simulationTables } from './simulation-tables.ts';

/** More lines than this are no longer told apart. */
const MOST_LINES = 6;

/** The tables, demand, grants and use of all, and, of few VMs, what each was granted, used, had waiting and had earned. */
export function simulationReport(figures: SimulationFigures): Report {
  const { title, sections } = simulationTables(figures);
  return { title, sections: [...sections, ...totalCharts(figures), ...vmCharts(figures)] };
}

function vmCharts({ names, resources, history }: SimulationFigures): SeriesSection[] {
  if (history === undefined || names.length > MOST_LINES) return [];
  return resources.flatMap((resource) => chartsOf(resource, history, names));
}

function chartsOf(resource: ScheduledResource, history: History, names: readonly string[]): SeriesSection[] {
  const kept = history[resource]!;
  const unit = RESOURCE_UNITS[resource];
  const chart = (what: keyof ResourceHistory, name: string, of: Unit): SeriesSection => ({
    kind: 'series',
    title: `${RESOURCE_NAMES[resource]}: ${name} by VM`,
    unit: of,
    x: endsOf(history.interval),
    lines: names.map((line, vm) => ({ name: line, values: [...kept[what][vm]] })),
  });
  const charts = [chart('grant', 'granted', unit), chart('used', 'used', unit), chart('credit', 'credit', unit)];
  return resource === 'memory' ? charts : [...charts, chart('backlog', 'waiting', WORK[resource])];
}

const WORK: Readonly<Record<Exclude<ScheduledResource, 'memory'>, Unit>> = {
  cpu: 'core-s',
  read: 'bytes',
  write: 'bytes',
};
