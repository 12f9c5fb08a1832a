import type { Trace } from '../../trace/trace.ts';
import { amountsOf } from '../amounts.ts';
import { type Amounts, type Columns, columnsOf, eachResource, SCHEDULED, type ScheduledResource } from '../columns.ts';
import { numbersOf } from '../load/start-load.ts';
import type { InputParts } from '../simulate/demand-of.ts';
import type { Template, Templates } from '../simulate/templates.ts';

/** The template of each VM: as told, and its peak for what is left out. Columns, an element a VM, in the order of the input. */
export function needsOf({ traces, loads }: InputParts, templateOf: (vm: number) => Template): Columns {
  const peaks = [
    ...traces.map((trace) => eachResource((resource) => peakOf(trace, resource))),
    ...loads.flatMap((load) => numbersOf(load).map(() => higher(load.idle, load.peak))),
  ];
  const needs = columnsOf(peaks.length);
  for (const [vm, peak] of peaks.entries()) {
    const amounts = amountsOf(templateOf(vm), (resource) => peak[resource]);
    for (const resource of SCHEDULED) needs[resource][vm] = amounts[resource];
  }
  return needs;
}

/** @param names of all VMs; a list of templates is in their order */
export const templateLookup = (
  templates: Templates | undefined,
  names: readonly string[],
): ((vm: number) => Template) =>
  Array.isArray(templates)
    ? (vm) => templates[vm]
    : (vm) => (templates as Readonly<Record<string, Template>> | undefined)?.[names[vm]] ?? {};

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
