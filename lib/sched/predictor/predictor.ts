import type { ScheduledResource } from '../columns.ts';

/**
 * Says what a VM will use in the next period from what it used in those before: a frozen spec; `start()` gives the state of one VM.
 *
 * @example
 * const twice: Predictor = {
 *   name: 'twice the last',
 *   start: () => {
 *     let estimate = Number.NaN;
 *     return { observe: (used) => { estimate = 2 * used; }, get estimate() { return estimate; } };
 *   },
 * };
 */
export interface Predictor {
  /** As tables show it: `ewma(0.7)`. */
  readonly name: string;
  /** The state of one VM's one resource. Who does not care for the resource leaves it out. */
  start(resource?: ScheduledResource): Prediction;
  /** The same for many VMs at once, for simulations of thousands; must come to the same figures, to the bit. */
  startMany?(count: number, resource?: ScheduledResource): ManyPredictions;
}

/** A predictor at work on one resource of one VM. */
export interface Prediction {
  /** What was used in the period that has ended. `NaN`: not recorded; the estimate stays. */
  observe(used: number): void;
  /** For the period that begins. `NaN` before the first observation. */
  readonly estimate: number;
  /** Told, before the estimate is read, what the period will really ask for: for `oracle` only, the bound of all predictors. */
  foresee?(next: number): void;
}

/** Columns: an element a VM. */
export interface ManyPredictions {
  /** What each VM used in the period that has ended. `NaN`: not recorded; that estimate stays. */
  observe(used: Float64Array): void;
  /** What each is expected to use in the next. */
  readonly estimate: Float64Array;
  /** What the period will really ask for, as `foresee` of one VM. */
  foresee?(next: Float64Array): void;
}
