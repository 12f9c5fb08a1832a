/**
 * What a pass over a virt-top file shows on its way, and has found at its end.
 */
import type { HostFacts } from '../../trace.ts';
import type { Repairs } from '../repairs.ts';
import type { Layout } from './layout.ts';
import type { Domain } from './roster.ts';

/** One domain in one step. One object serves all: it is good until the visitor returns. */
export interface Sighting {
  readonly domain: Domain;
  readonly step: number;
  /** About how many bytes the row has. */
  readonly rowLength: number;
  readonly layout: Layout;
  /** CPU time in the step, in ns; NaN if not recorded. */
  readonly cpuTime: number;
  /**
   * The number in one of the domain's columns, at an offset of `layout.at`; NaN if it is not recorded, or not in the file.
   *
   * @throws InputError if it is bad
   */
  number(offset: number | undefined): number;
  /** The same, but below 0 if it is bad: a look that refuses nothing. */
  raw(offset: number | undefined): number;
}
export type Visit = (sighting: Sighting) => void;

export interface Scan {
  /** Lengths of the steps, in s. */
  readonly interval: Float64Array;
  readonly domains: readonly Domain[];
  readonly host: HostFacts;
  /** The first row's Time. */
  readonly start?: string;
  /** Seconds that the Time column says have passed from the first row to the last; NaN if it does not tell. */
  readonly elapsedByTime: number;
  readonly layout: Layout;
  readonly repairs: Repairs;
}
