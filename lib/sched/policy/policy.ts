import type { Amounts, Columns } from '../columns.ts';

/**
 * What a policy decides from, at the beginning of a period. Columns of rates: an element a VM, in the order of `names`.
 *
 * @example state.estimate.cpu[i] // cores that VM i is expected to use
 */
export interface State {
  readonly names: readonly string[];
  /** What the host has to give; `Infinity` for a resource that is not scheduled. */
  readonly capacity: Amounts;
  /** What each VM was promised: ResCoin's template capacity. */
  readonly template: Columns;
  /** What each is predicted to use; `NaN` before anything was observed. */
  readonly estimate: Columns;
  /** What each used in the last period; `NaN` where it was not recorded. */
  readonly used: Columns;
  /**
   * Where a VM was held back by its limit in the last period, the least it can have wanted: its use says no more than that then. `NaN` where it
   * was not held back: then `used` is what it wanted.
   */
  readonly demandAtLeast: Columns;
  /** What each left unused of its template over the last `creditWindow` periods, summed: in the resource's own unit, negative where it used more. */
  readonly credit: Columns;
  /** Cores that a VM can use at most. */
  readonly vcpus: Float64Array;
  /** Bytes under which a VM's memory grant may not fall; 0 where nothing is known. */
  readonly memoryFloor: Float64Array;
  /** Weights, 1 unless told. */
  readonly weight: Float64Array;
  /** Length of the period, in s. */
  readonly interval: number;
  /** The number of the period, from 0. */
  readonly period: number;
}

/** What each VM gets in the period: cores, bytes, bytes a second. */
export type Allocation = Columns;

/**
 * Divides a host among its VMs: a pure function of columns. The arrays of the state are the caller's, and are not to be written to.
 *
 * @example const half: Policy = ({ template }) => ({ ...template, cpu: template.cpu.map((cores) => cores / 2) });
 */
export interface Policy {
  (state: State): Allocation;
  /**
   * The same for who asks again and again, as simulations do: begins with a state of which `estimate`, `used`, `demandAtLeast` and `credit` will be
   * written over, in place, as will `interval` and `period`. Each call of what is returned answers by what the state says then, and may answer with
   * the columns of the answer before; must come to the same figures, to the bit.
   */
  start?(state: State): () => Allocation;
  /** Over how many periods credit is summed; 10 unless told. */
  readonly creditWindow?: number;
  /** As tables show it: `rescoin(10)`; else the function's name. */
  readonly title?: string;
}
