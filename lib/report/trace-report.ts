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

/** How much was recorded is told where that is not all of it. */
function table(trace: Trace, known: readonly Resource[]): TableSection {
  const shares = new Map(known.map((resource) => [resource, recordedShare(trace, resource)]));
  const isWhole = [...shares.values()].every((share) => share === 1);
  return {
    kind: 'table',
    columns: [
      { name: 'resource' },
      { name: 'mean', align: 'right' },
      { name: 'peak', align: 'right' },
      { name: 'total', align: 'right' },
      ...(isWhole ? [] : [{ name: 'recorded', unit: 'fraction' }]),
      { name: 'over time' },
    ],
    rows: known.map((resource) => [
      ...amountCells(trace, resource),
      ...(isWhole ? [] : [shares.get(resource)!]),
      sparkline(amounts(trace, resource), SPARKLINE_WIDTH),
    ]),
  };
}

/** Resources are measured in different units, so each cell has its own. */
function amountCells(trace: Trace, resource: Resource): Cell[] {
  const known = amounts(trace, resource).filter((value) => !Number.isNaN(value));
  const peak = known.reduce((most, value) => Math.max(most, value), 0);
  const format = { cores: formatCores, bytes: formatSize, 'bytes/s': formatRate }[RESOURCE_UNITS[resource]];
  return [RESOURCE_NAMES[resource], format(timeWeightedMean(trace, resource)), format(peak), total(trace, resource)];
}

function recordedShare(trace: Trace, resource: Resource): number {
  const values = amounts(trace, resource);
  const recorded = values.reduce((sum, value, step) => (Number.isNaN(value) ? sum : sum + trace.interval[step]!), 0);
  return recorded / durationOf(trace);
}

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
