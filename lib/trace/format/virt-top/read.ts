/**
 * Reads `virt-top --csv`: one domain's Trace, or the Recording of all of them.
 */
import type { HostFacts, Recording, Trace } from '../../trace.ts';
import { unknownRow } from '../choose.ts';
import type { Repairs } from '../repairs.ts';
import type { Source } from '../source.ts';
import { expectedSteps, resourceCells, TraceColumns } from './columns.ts';
import type { VirtTopOptions } from './options.ts';
import { scan } from './scan.ts';
import type { Sighting } from './sighting.ts';

export interface ReadRecording {
  readonly recording: Recording;
  readonly repairs: Repairs;
}

export interface ReadTrace {
  readonly trace: Trace;
  readonly host: HostFacts;
  readonly start?: string;
  readonly repairs: Repairs;
}

/**
 * All domains of a virt-top file, on one axis. Memory needed: the columns, and some 100 MB.
 *
 * `cpu` is in cores: CPU (ns) over the step (`%CPU` is of all physical CPUs). The first row is the counters' baseline: a step
 * of length 0 in which nothing is recorded. A domain that is not there has NaN.
 *
 * @throws InputError with file, line, column and value, for whatever is wrong
 * @example const { recording, repairs } = await readVirtTop(source, { blocks: 'bytes' });
 */
export async function readVirtTop(source: Source, options: VirtTopOptions = {}): Promise<ReadRecording> {
  const columns: TraceColumns[] = [];
  const { interval, domains, host, start, repairs, layout } = await scan(source, options, (sighting) => {
    const index = sighting.domain.row - 1;
    columns[index] ??= columnsFor(sighting, source, options);
    columns[index].add(sighting);
  });
  const none = new TraceColumns(resourceCells(layout, options));
  const traces = domains.map(({ name, row }) => (columns[row - 1] ?? none).finish(name, interval));
  return { recording: { host, start, traces }, repairs };
}

/**
 * One domain of a virt-top file. Of the other domains, id, name, CPU (ns) and the number of cells are checked, and nothing else.
 *
 * @param row its number, from 1 in order of first appearance, or its name
 * @throws InputError as readVirtTop; for a row that is not there, with a list of those that are
 */
export async function readVirtTopTrace(
  source: Source,
  row: number | string,
  options: VirtTopOptions = {},
): Promise<ReadTrace> {
  let columns: TraceColumns | undefined;
  const { interval, domains, host, start, repairs, layout } = await scan(source, options, (sighting) => {
    if (sighting.domain.row !== row && sighting.domain.name !== row) return;
    columns ??= columnsFor(sighting, source, options);
    columns.add(sighting);
  });
  const names = domains.map(({ name }) => name);
  const name = typeof row === 'number' ? names[row - 1] : names.find((one) => one === row);
  if (name === undefined) throw unknownRow(source.name, row, names);
  columns ??= new TraceColumns(resourceCells(layout, options));
  return { trace: columns.finish(name, interval), host, start, repairs };
}

const columnsFor = ({ layout, rowLength }: Sighting, { size }: Source, options: VirtTopOptions): TraceColumns =>
  new TraceColumns(resourceCells(layout, options), expectedSteps(size, rowLength));
