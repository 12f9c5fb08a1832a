import type { Amounts } from '../columns.ts';
import type { Trial } from './trial.ts';

/**
 * How far a VM gets with some amounts: the part of its need that is met in the resource that is shortest, from 0 to 1. The work of a VM that needs
 * cores and memory together goes no further than the scarcer of them lets it (Leontief's utility, as in Ghodsi et al., NSDI 2011).
 */
export const progress = ({ need, scheduled }: Trial, vm: number, bundle: (resource: keyof Amounts) => number): number =>
  Math.min(
    1,
    ...scheduled.filter((resource) => need[resource][vm] > 0).map((resource) => bundle(resource) / need[resource][vm]),
  );

/** Differences of progress below this are rounding. */
export const NOTABLE = 1e-6;
