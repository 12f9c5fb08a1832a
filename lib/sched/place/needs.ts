import type { Trace } from '../../trace/trace.ts';
import { type Amounts, type Columns, columnsOf, eachResource, SCHEDULED, type ScheduledResource } from '../columns.ts';
import { numbersOf } from '../load/start-load.ts';
import type { InputParts } from '../simulate/demand-of.ts';
import { promisedBy, type Template } from '../simulate/templates.ts';

/** What each VM needs: as its template tells, and its peak for what is left out. Columns, an element a VM, in the order of the input. */
export function needsOf({ traces, loads }: InputParts, templates: readonly Template[]): Columns {
  const peaks = [
    ...traces.map((trace) => eachResource((resource) => peakOf(trace, resource))),
    ...loads.flatMap((load) => numbersOf(load).map(() => higher(load.idle, load.peak))),
  ];
  const needs = columnsOf(peaks.length);
  for (const [vm, peak] of peaks.entries()) {
    const amounts = promisedBy(templates[vm], (resource) => peak[resource]);
    for (const resource of SCHEDULED) needs[resource][vm] = amounts[resource];
  }
  return needs;
}

/** Rates; 0 where nothing was recorded. */
function peakOf(trace: Trace, resource: ScheduledResource): number {
  const isRate = resource === 'read' || resource === 'write';
  return trace[resource].reduce((peak, value, step) => {
    const seconds = trace.interval[step];
    const rate = isRate ? value / seconds : value;
    return seconds > 0 && rate > peak ? rate : peak;
  }, 0);
}

const higher = (one: Amounts, other: Amounts): Amounts =>
  eachResource((resource) => Math.max(one[resource], other[resource]));
