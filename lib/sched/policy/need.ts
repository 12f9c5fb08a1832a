import { type Columns, eachResource, type ScheduledResource } from '../columns.ts';
import { greater } from '../lesser.ts';
import { bounded, boundsOf } from './bounds.ts';
import type { State } from './policy.ts';

/**
 * What each VM is taken to need in the period, by the growth rule that all built-in policies share.
 *
 * A VM that was not held back needs what is estimated. One that was (censored: its use says no more than `demandAtLeast`) needs the greatest of
 * its estimate, its template, and twice what it wanted at least: an estimate made from use under a ceiling would keep it under that ceiling for
 * ever. Before anything was observed, the template stands for the estimate. Nobody needs more cores than its vCPUs, or less memory than its floor.
 *
 * @returns columns as those of the state: cores, bytes, bytes a second; never negative
 * @example needOf(state).cpu[i] // cores
 */
export const needOf = (state: State): Columns => eachResource((resource) => needOfOne(state, resource));

/** The need of one resource. */
export function needOfOne(state: State, resource: ScheduledResource): Float64Array {
  const { least, most } = boundsOf(state, resource);
  const [estimate, template] = [state.estimate[resource], state.template[resource]];
  return state.demandAtLeast[resource].map((atLeast, vm) =>
    bounded(grown(estimate[vm], template[vm], atLeast), least[vm], most[vm]),
  );
}

/** The growth rule, of one VM. By comparisons, which are false of `NaN`: loops around it run near the speed of C. */
export function grown(estimate: number, template: number, atLeast: number): number {
  const guess = estimate >= 0 ? estimate : estimate < 0 ? 0 : template;
  if (!(atLeast >= 0)) return guess;
  return greater(greater(2 * atLeast, template), guess);
}
