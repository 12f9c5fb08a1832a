import { endsOf } from '../../report/ends-of.ts';
import type { Report, SeriesSection } from '../../report/report.ts';
import { RESOURCE_NAMES, RESOURCE_UNITS } from '../../report/resources.ts';
import type { ScheduledResource } from '../columns.ts';
import type { SimulationFigures } from './figures.ts';
import type { ResourceHistory } from './history.ts';

/** Demand of all VMs, what they were granted and what they used, a chart a resource. */
export function chartReport(figures: SimulationFigures): Report {
  const title = `${figures.policy}, ${figures.predictor}`;
  if (figures.history) return { title, sections: totalCharts(figures) };
  return {
    title,
    sections: [{ kind: 'text', text: "Over time nothing was kept: simulate with { keep: 'columns' }." }],
  };
}

export const totalCharts = ({ resources, history }: SimulationFigures): SeriesSection[] =>
  resources.flatMap((resource) => {
    const kept = history?.[resource];
    return kept ? [totalChart(resource, kept, endsOf(history.interval))] : [];
  });

const totalChart = (resource: ScheduledResource, kept: ResourceHistory, x: number[]): SeriesSection => ({
  kind: 'series',
  title: RESOURCE_NAMES[resource],
  unit: RESOURCE_UNITS[resource],
  x,
  lines: [
    { name: 'demand', values: sumOf(kept.demand, x.length), style: 'area' },
    { name: 'granted', values: sumOf(kept.grant, x.length) },
    { name: 'used', values: sumOf(kept.used, x.length) },
  ],
});

/** Over the VMs that were there; a gap where none was. */
const sumOf = (columns: readonly Float64Array[], periods: number): number[] =>
  Array.from({ length: periods }, (_, period) => {
    const known = columns.map((column) => column[period]).filter((value) => !Number.isNaN(value));
    return known.length > 0 ? known.reduce((sum, value) => sum + value, 0) : Number.NaN;
  });
