import type { Condition } from './condition.ts';
import type { PlannedTrial } from './order.ts';

/** A trial that was run, to its end or to its failure. */
export interface Trial<Of extends Condition = Condition, Name extends string = string> extends PlannedTrial<Of> {
  readonly status: 'done' | 'failed';
  /** All `NaN` where it failed. */
  readonly measures: Readonly<Record<Name, number>>;
  /** Why it failed. */
  readonly error?: string;
  /** ISO 8601 */
  readonly startedAt: string;
  /** How long it took. */
  readonly seconds: number;
  /**
   * The part of this machine's CPU time that was used by others: neither by this process nor by those that descend from it. `NaN` where it was too
   * short to tell.
   */
  readonly others: number;
  /** The load average of the last minute, when it began and when it ended. */
  readonly load: { readonly before: number; readonly after: number };
  /** Effects that still stood when its function had ended, and were undone then. */
  readonly leftBehind: readonly string[];
  /** How often it was begun before, and did not come to its end. */
  readonly interrupted: number;
  /** Which call of `run()` it was in, from 1. */
  readonly run: number;
}
