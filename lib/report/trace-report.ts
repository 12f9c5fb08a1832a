import { formatCoreSeconds, formatCores, formatDuration, formatRate, formatSize } from '../core/units.ts';
import { durationOf, isRecorded, RESOURCES, type Resource, type Trace } from '../trace/trace.ts';
import { amounts, timeWeightedMean, totalOf } from './amounts.ts';
import { endsOf } from './ends-of.ts';
import type { Cell, Report, Section, TableSection } from './report.ts';
import { RESOURCE_NAMES, RESOURCE_UNITS } from './resources.ts';
import { sparkline } from './sparkline.ts';

const SPARKLINE_WIDTH = 16;

/** A trace as a report: what was used of each resource in a table, and a chart of each. */
export function traceReport(trace: Trace): Report {
  const known = RESOURCES.filter((resource) => isRecorded(trace, resource));
  return {
    title: `${trace.name}, ${formatDuration(durationOf(trace))}`,
    sections: [table(trace, known), ...known.map(chartOf(trace))],
  };
}

const table = (trace: Trace, known: readonly Resource[]): TableSection => ({
  kind: 'table',
  columns: [
    { name: 'resource' },
    { name: 'mean', align: 'right' },
    { name: 'peak', align: 'right' },
    { name: 'total', align: 'right' },
    { name: 'recorded', unit: 'fraction' },
    { name: 'over time' },
  ],
  rows: known.map((resource) => rowOf(trace, resource)),
});

/** Resources are measured in different units, so each cell has its own. */
function rowOf(trace: Trace, resource: Resource): Cell[] {
  const values = amounts(trace, resource);
  const peak = values.filter((value) => !Number.isNaN(value)).reduce((most, value) => Math.max(most, value), 0);
  const format = { cores: formatCores, bytes: formatSize, 'bytes/s': formatRate }[RESOURCE_UNITS[resource]];
  const mean = format(timeWeightedMean(trace, resource));
  const share = recordedTime(trace, values) / durationOf(trace);
  return [
    RESOURCE_NAMES[resource],
    mean,
    format(peak),
    total(trace, resource),
    share,
    sparkline(values, SPARKLINE_WIDTH),
  ];
}

const recordedTime = ({ interval }: Trace, values: readonly number[]): number =>
  values.reduce((sum, value, step) => (Number.isNaN(value) ? sum : sum + interval[step]!), 0);

/** CPU time, or bytes moved; a sum of memory would mean nothing. */
function total(trace: Trace, resource: Resource): string | null {
  if (resource === 'memory') return null;
  return (resource === 'cpu' ? formatCoreSeconds : formatSize)(totalOf(trace, resource));
}

const chartOf =
  (trace: Trace) =>
  (resource: Resource): Section => ({
    kind: 'series',
    title: RESOURCE_NAMES[resource],
    unit: RESOURCE_UNITS[resource],
    x: endsOf(trace.interval),
    lines: [{ name: trace.name, values: amounts(trace, resource) }],
  });
