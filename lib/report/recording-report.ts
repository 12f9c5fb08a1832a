import { formatDuration, formatSize } from '../core/units.ts';
import {
  durationOf,
  type HostFacts,
  isRecorded,
  RESOURCES,
  type Recording,
  type Resource,
  type Trace,
} from '../trace/trace.ts';
import { amounts, timeWeightedMean, totalOf } from './amounts.ts';
import { endsOf } from './ends-of.ts';
import type { Column, Line, Report, SeriesSection, TableSection, TextSection } from './report.ts';
import { RESOURCE_NAMES, RESOURCE_UNITS } from './resources.ts';
import { sparkline } from './sparkline.ts';

/** More lines than this are no longer told apart; the rest of the VMs are drawn as their sum. */
const MOST_LINES = 5;
const SPARKLINE_WIDTH = 16;

/** A recording as a report: its VMs in a table, and a chart a resource with the VMs that used the most of it. */
export function recordingReport({ host, traces, start }: Recording): Report {
  const known = RESOURCES.filter((resource) => traces.some((trace) => isRecorded(trace, resource)));
  return {
    title: titleOf(traces),
    sections: [...facts(host, start), table(traces, known), ...known.map((resource) => chart(traces, resource))],
  };
}

function titleOf([first, ...others]: readonly Trace[]): string {
  if (first === undefined) return 'no VMs';
  return `${others.length === 0 ? first.name : `${others.length + 1} VMs`}, ${formatDuration(durationOf(first))}`;
}

function facts({ hostname, architecture, cpus, memory, kernel }: HostFacts, start?: string): TextSection[] {
  const known = [
    hostname && `host ${hostname}`,
    architecture,
    cpus && `${cpus} CPUs`,
    memory && `${formatSize(memory)} of memory`,
    kernel && `kernel ${kernel}`,
    start && `from ${start}`,
  ].filter(Boolean);
  return known.length > 0 ? [{ kind: 'text', text: `${known.join(', ')}.` }] : [];
}

function table(traces: readonly Trace[], known: readonly Resource[]): TableSection {
  const columns: Column[] = known.map((resource) => ({ name: columnName(resource), unit: columnUnit(resource) }));
  return {
    kind: 'table',
    columns: [{ name: 'VM' }, ...columns, { name: 'CPU over time' }],
    rows: traces.map((trace) => [
      trace.name,
      ...known.map((resource) => (isMoved(resource) ? totalOf(trace, resource) : timeWeightedMean(trace, resource))),
      sparkline(amounts(trace, 'cpu'), SPARKLINE_WIDTH),
    ]),
  };
}

/** Of bytes that were moved the total tells the most, of what was held the mean. */
const isMoved = (resource: Resource): boolean => RESOURCE_UNITS[resource] === 'bytes/s';
const columnName = (resource: Resource): string => `${isMoved(resource) ? '' : 'mean '}${RESOURCE_NAMES[resource]}`;
const columnUnit = (resource: Resource): string => (isMoved(resource) ? 'bytes' : RESOURCE_UNITS[resource]);

const chart = (traces: readonly Trace[], resource: Resource): SeriesSection => ({
  kind: 'series',
  title: RESOURCE_NAMES[resource],
  unit: RESOURCE_UNITS[resource],
  x: endsOf(traces[0]?.interval ?? []),
  lines: linesOf(traces, resource),
});

function linesOf(traces: readonly Trace[], resource: Resource): Line[] {
  const recorded = traces.filter((trace) => isRecorded(trace, resource));
  const own = greatest(recorded, resource);
  const others = recorded.filter((trace) => !own.includes(trace));
  const lines = recorded
    .filter((trace) => own.includes(trace))
    .map((trace) => ({ name: trace.name, values: amounts(trace, resource) }));
  return others.length > 0 ? [...lines, { name: `${others.length} others`, values: sumOf(others, resource) }] : lines;
}

/** Those that used the most; all of them when only one would be left over. */
function greatest(traces: readonly Trace[], resource: Resource): Trace[] {
  if (traces.length <= MOST_LINES + 1) return [...traces];
  const totals = new Map(traces.map((trace) => [trace, totalOf(trace, resource)]));
  return traces.toSorted((one, other) => totals.get(other)! - totals.get(one)!).slice(0, MOST_LINES);
}

/** Step by step over those that were there. */
function sumOf(traces: readonly Trace[], resource: Resource): number[] {
  const columns = traces.map((trace) => amounts(trace, resource));
  return columns[0]!.map((_, step) => {
    const known = columns.map((column) => column[step]!).filter((value) => !Number.isNaN(value));
    return known.length > 0 ? known.reduce((sum, value) => sum + value, 0) : Number.NaN;
  });
}
