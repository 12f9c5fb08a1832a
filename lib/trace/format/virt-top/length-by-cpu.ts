import type { Row } from '../cells/row.ts';
import type { CellReader } from './cell-reader.ts';
import { DAY } from './clock.ts';
import type { Domain } from './roster.ts';

/** A domain of the row at hand. */
export interface Present {
  readonly domain: Domain;
  /** Its first cell. */
  readonly cell: number;
  /** In ns; NaN if not recorded. */
  readonly cpuTime: number;
}

/**
 * The step's length in s by `CPU (ns) / (%CPU/100 × Physical CPUs)`, from the domain with the largest CPU use: its digits
 * weigh most. NaN if no domain used any.
 */
export function lengthByCpu(
  row: Row,
  present: readonly Present[],
  { cpus, cells }: { cpus: number; cells: CellReader },
) {
  const { cpuPercent } = cells.layout.at;
  if (cpuPercent === undefined) return Number.NaN;
  let best: Present | undefined;
  for (const one of present)
    if (one.cpuTime > (best?.cpuTime ?? 0) && row.number(one.cell + cpuPercent) > 0) best = one;
  if (!best) return Number.NaN;
  const cell = best.cell + cpuPercent;
  const seconds = best.cpuTime / 1e9 / ((row.number(cell) / 100) * cpus);
  if (seconds > DAY) return cells.refuse(row, cell, 'a share of CPU time that goes with CPU (ns)');
  return seconds > 0 ? seconds : Number.NaN;
}
