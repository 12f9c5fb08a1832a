/**
 * One domain's columns while they grow: what the file's cells mean in a Trace.
 */
import { parseSize } from '../../../core/units.ts';
import { type GrowingColumn, growingColumn } from '../../growing-column.ts';
import { createTrace, RESOURCES, type Resource, type Trace } from '../../trace.ts';
import type { Layout } from './layout.ts';
import type { VirtTopOptions } from './options.ts';
import type { Sighting } from './scan.ts';

/** What each resource's number in the file is multiplied with; 0 for what is not to be taken as recorded. */
export type Factors = { readonly [resource in Exclude<Resource, 'cpu'>]: number };

export function factorsOf(layout: Layout, { blocks, requestSize, memory }: VirtTopOptions): Factors {
  const size = requestSize === undefined ? 0 : parseSize(requestSize, "a request's size");
  const block = (blocks ?? layout.blocks) === 'bytes' ? 1 : size;
  return { memory: memory === 'balloon' ? 1024 : 0, read: block, write: block, rx: 1, tx: 1 };
}

/** The resource's value in the step; NaN if not recorded. CPU is in ns, since the step's length is not known yet. */
export function resourceValue(sighting: Sighting, resource: Resource, factors: Factors): number {
  if (resource === 'cpu') return sighting.cpuTime;
  const value = sighting.number(resource); // checked even where it is not taken
  const factor = factors[resource];
  return factor === 0 ? Number.NaN : value * factor;
}

export type TraceColumns = { readonly [resource in Resource]: GrowingColumn };

/** @param expected how many steps there may be */
export const traceColumns = (expected = 0): TraceColumns =>
  Object.fromEntries(RESOURCES.map((resource) => [resource, growingColumn(expected)])) as unknown as TraceColumns;

/** A guess at the number of steps from the file's size and one of its rows; 0 for small files. */
export function expectedSteps(size: number | undefined, rowLength: number): number {
  return size === undefined || size < LARGE ? 0 : Math.ceil((size / rowLength) * ROOM);
}
const LARGE = 2 ** 23;
const ROOM = 1.25; // rows differ in length

export function setColumns(columns: TraceColumns, sighting: Sighting, factors: Factors): void {
  for (const resource of RESOURCES) {
    const value = resourceValue(sighting, resource, factors);
    if (!Number.isNaN(value)) columns[resource].set(sighting.step, value);
  }
}

/** The Trace, when the lengths of all steps are known. */
export function finishTrace(name: string, columns: TraceColumns, interval: Float64Array): Trace {
  const finished = Object.fromEntries(
    RESOURCES.map((resource) => [resource, columns[resource].finish(interval.length)]),
  );
  const cpu = finished.cpu as Float64Array;
  for (let step = 0; step < cpu.length; step++) cpu[step] = coresOf(cpu[step] as number, interval[step] as number);
  return createTrace(name, { ...finished, interval });
}

/** @param cpuTime in ns @param seconds the step's length */
export const coresOf = (cpuTime: number, seconds: number): number =>
  seconds > 0 ? cpuTime / 1e9 / seconds : Number.NaN;
