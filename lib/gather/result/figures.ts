import type { Manifest } from '../session/manifest.ts';
import type { GatherSeries, GatherTable } from './table.ts';

/** What was gathered, in base units; and where, when and at what cost. */
export interface GatherFigures extends Manifest {
  /** A table a section: a row a VM, and one for the host. */
  readonly tables: readonly GatherTable[];
  /** Over time. */
  readonly series: readonly GatherSeries[];
}
