import { median } from 'simple-statistics';
import type { PlannedTrial } from './order.ts';

/** How far a run is. */
export interface Standing {
  /** Trials that are to be run, the next one first. */
  readonly pending: readonly PlannedTrial[];
  /** What trials have taken so far, in s. */
  readonly took: readonly number[];
  /** Since the run began, in s. */
  readonly elapsed: number;
  /** The blocks are whole: no trial of the next one's block was run, and a block before it was. */
  readonly betweenBlocks: boolean;
}

/**
 * Whether the next trial may be begun, so that it ends in time by the median so far. Between blocks, it may only where the whole block does: better
 * one trial less of every condition than of some. Where nothing is known yet, it may.
 */
export function mayBegin(budget: number, { pending, took, elapsed, betweenBlocks }: Standing): boolean {
  if (took.length === 0) return true;
  const trials = betweenBlocks ? blockOf(pending).length : 1;
  return elapsed + trials * median([...took]) <= budget;
}

/** The trials that are pending of the block of the first of them. */
const blockOf = ([first, ...others]: readonly PlannedTrial[]): PlannedTrial[] =>
  first === undefined ? [] : [first, ...others.filter((other) => sameBlock(first, other))];

export const sameBlock = (one: PlannedTrial, other: PlannedTrial): boolean =>
  one.repetition === other.repetition && one.warmUp === other.warmUp;

/** How long some trials will take, in s, by the median so far; `NaN` where nothing is known. */
export const estimate = (trials: number, took: readonly number[]): number =>
  trials === 0 ? 0 : took.length === 0 ? Number.NaN : trials * median([...took]);
