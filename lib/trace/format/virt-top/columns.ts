/**
 * What the cells of a domain mean in a Trace, and its columns while they grow.
 */
import { parseSize } from '../../../core/units.ts';
import { GrowingColumn } from '../../growing-column.ts';
import { createTrace, type Resource, type Trace } from '../../trace.ts';
import type { Layout } from './layout.ts';
import type { VirtTopOptions } from './options.ts';
import type { Sighting } from './sighting.ts';

/** Where a resource's cell is, and what its number is multiplied with: NaN for what is not to be taken as recorded. */
export interface ResourceCell {
  readonly resource: Exclude<Resource, 'cpu'>;
  readonly offset?: number;
  readonly factor: number;
}

/** The cells of all resources but CPU, whose unit needs the step's length as well. */
export function resourceCells({ at, blocks: told }: Layout, options: VirtTopOptions): readonly ResourceCell[] {
  const { blocks = told, requestSize, memory } = options;
  const request = requestSize === undefined ? Number.NaN : parseSize(requestSize, "a request's size");
  const block = blocks === 'bytes' ? 1 : request;
  return [
    { resource: 'memory', offset: at.memory, factor: memory === 'balloon' ? 1024 : Number.NaN },
    { resource: 'read', offset: at.read, factor: block },
    { resource: 'write', offset: at.write, factor: block },
    { resource: 'rx', offset: at.rx, factor: 1 },
    { resource: 'tx', offset: at.tx, factor: 1 },
  ];
}

/** One domain's columns. */
export class TraceColumns {
  private readonly cpuTime: GrowingColumn;
  private readonly others: readonly GrowingColumn[];
  private readonly cells: readonly ResourceCell[];

  /** @param expected how many steps there may be */
  constructor(cells: readonly ResourceCell[], expected = 0) {
    this.cells = cells;
    this.cpuTime = new GrowingColumn(expected);
    this.others = cells.map(() => new GrowingColumn(expected));
  }

  add(sighting: Sighting): void {
    this.cpuTime.set(sighting.step, sighting.cpuTime);
    for (let index = 0; index < this.cells.length; index++) {
      const { offset, factor } = this.cells[index] as ResourceCell;
      const value = sighting.number(offset) * factor; // read, and so checked, even where it is not taken
      if (value >= 0) this.others[index]?.set(sighting.step, value);
    }
  }

  /** The Trace, when the lengths of all steps are known. */
  finish(name: string, interval: Float64Array): Trace {
    const cpu = this.cpuTime.finish(interval.length);
    for (let step = 0; step < cpu.length; step++) cpu[step] = coresOf(cpu[step] as number, interval[step] as number);
    const others = this.cells.map(({ resource }, index) => [resource, this.others[index]?.finish(interval.length)]);
    return createTrace(name, { interval, cpu, ...Object.fromEntries(others) });
  }
}

/** @param cpuTime in ns @param seconds the step's length */
export const coresOf = (cpuTime: number, seconds: number): number =>
  seconds > 0 ? cpuTime / 1e9 / seconds : Number.NaN;

/** A guess at the number of steps from the file's size and one of its rows; 0 for small files. */
export function expectedSteps(size: number | undefined, rowLength: number): number {
  return size === undefined || size < LARGE ? 0 : Math.ceil((size / rowLength) * ROOM);
}
const LARGE = 2 ** 23;
const ROOM = 1.25; // rows differ in length
