import type { ScheduledResource } from '../columns.ts';
import type { BoundLoop } from '../loop.ts';
import type { ManyPredictions } from '../predictor/predictor.ts';
import type { Unmet } from './options.ts';
import type { Totals } from './totals.ts';

/**
 * One scheduled resource of all VMs while it is simulated: columns of rates, an element a VM, that are written over in each period, and
 * the loops over them, which touch nothing else.
 */
export interface Lane extends LaneColumns {
  readonly resource: ScheduledResource;
  readonly capacity: number;
  readonly unmet: Unmet;
  readonly predictions: ManyPredictions;
  /** Whether any VM has a limit or a floor. */
  readonly bounded: boolean;
  readonly totals: Totals;
  readonly loops: Readonly<Record<'want' | 'leaveOut' | 'use' | 'carryOver' | 'addUp', BoundLoop>>;
}

export interface LaneColumns {
  readonly template: Float64Array;
  /** What no VM can use more of: its vCPUs. */
  readonly limit: Float64Array;
  /** What no grant may be less than: the floor of its memory. */
  readonly floor: Float64Array;
  /** What was asked for in the period; `NaN`: the VM was not there. */
  readonly demand: Float64Array;
  /** Work that waits, in core-s or bytes. */
  readonly backlog: Float64Array;
  /** What a VM would use in the period if nobody held it back: its demand and its backlog, within its limit. */
  readonly want: Float64Array;
  readonly estimate: Float64Array;
  /** What the policy answered. */
  readonly grant: Float64Array;
  readonly used: Float64Array;
  /** What it used, where that was less than it wanted; else `NaN`. */
  readonly atLeast: Float64Array;
}
