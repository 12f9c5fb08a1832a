/**
 * How true a replay was: what was asked for against what was achieved.
 *
 * With target t, achieved a and step length w, over the steps in which both were recorded (w is 1 for bytes):
 * - totalRatio = Σ w·a / Σ w·t
 * - WAPE (weighted absolute percentage error) = Σ w·|a − t| / Σ w·t; unlike a mean of percentages, it bears steps near 0
 * - RMSE = √(Σ w·(a − t)² / Σ w), in cores, bytes in use, or bytes a step
 * - r = Pearson's correlation of a and t, unweighted; NaN if one of them is constant
 *
 * Where the target's total is 0, totalRatio and WAPE are NaN, or Infinity if something was achieved.
 */
import { resample } from '../trace/resample.ts';
import { isLevel } from '../trace/summary.ts';
import { RESOURCES, type Resource, type Trace } from '../trace/trace.ts';
import { pearson } from './pearson.ts';

export interface ResourceComparison {
  /** Total of the compared steps: core-seconds, byte-seconds (memory), or bytes. */
  readonly target: number;
  /** The same of what was achieved. */
  readonly achieved: number;
  readonly totalRatio: number;
  readonly wape: number;
  readonly rmse: number;
  readonly r: number;
}

/** Each resource that both traces have in at least one step; the others are absent. */
export type TraceComparison = { readonly [resource in Resource]?: ResourceComparison };

/**
 * Compares step by step. Traces with as many steps are taken to have the same ones (a recorder's steps differ by
 * microseconds); otherwise what was achieved is first resampled to the target's steps.
 *
 * @example compare(plan, run).cpu?.wape // 0.004
 */
export function compare(target: Trace, achieved: Trace): TraceComparison {
  const same = target.interval.length === achieved.interval.length;
  const aligned = same ? achieved : resample(achieved, target.interval);
  const compared = RESOURCES.map((resource) => [resource, compareOne(pairsOf(target, aligned, resource))] as const);
  return Object.fromEntries(compared.filter(([, comparison]) => comparison !== undefined));
}

interface Pair {
  readonly target: number;
  readonly achieved: number;
  readonly weight: number;
}

function pairsOf(target: Trace, achieved: Trace, resource: Resource): Pair[] {
  const pairs = Array.from(target[resource], (value, step) => ({
    target: value,
    achieved: achieved[resource][step] as number,
    weight: isLevel(resource) ? (target.interval[step] as number) : 1,
  }));
  return pairs.filter((pair) => !Number.isNaN(pair.target + pair.achieved));
}

function compareOne(pairs: readonly Pair[]): ResourceComparison | undefined {
  if (pairs.length === 0) return undefined;
  const sum = (of: (pair: Pair) => number) => pairs.reduce((total, pair) => total + pair.weight * of(pair), 0);
  const target = sum((pair) => pair.target);
  const achieved = sum((pair) => pair.achieved);
  const wape = sum((pair) => Math.abs(pair.achieved - pair.target)) / target;
  const rmse = Math.sqrt(sum((pair) => (pair.achieved - pair.target) ** 2) / sum(() => 1));
  const r = pearson(
    pairs.map((pair) => pair.target),
    pairs.map((pair) => pair.achieved),
  );
  return { target, achieved, totalRatio: achieved / target, wape, rmse, r };
}
