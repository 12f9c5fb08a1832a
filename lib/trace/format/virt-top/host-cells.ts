/**
 * The host's cells at the start of each row.
 */
import type { HostFacts } from '../../trace.ts';
import type { Row } from '../cells/row.ts';
import type { CellReader } from './cell-reader.ts';
import { parseTime } from './clock.ts';
import { HOST } from './layout.ts';

/** Seconds since midnight. */
export function readTime(row: Row, cells: CellReader): number {
  const time = parseTime(row.text(HOST.time));
  return Number.isNaN(time) ? cells.refuse(row, HOST.time, "a time of day, 'HH:MM:SS'") : time;
}

/** Physical CPUs: what 100 % are of. */
export function readCpus(row: Row, cells: CellReader): number {
  const cpus = row.number(HOST.cpus);
  return cpus > 0 ? cpus : cells.refuse(row, HOST.cpus, 'a number of CPUs above 0');
}

export function readHost(row: Row, cells: CellReader): HostFacts {
  const cpus = row.number(HOST.cpus);
  const memory = cells.number(row, HOST.memory) * 1024; // virt-top's KB are KiB
  return {
    hostname: row.text(HOST.hostname),
    architecture: row.text(HOST.architecture),
    ...(cpus > 0 && { cpus }),
    ...(memory > 0 && { memory }),
  };
}
