import { resolve } from 'node:path';
import type { Host } from '../host/host.ts';
import { estimate } from './budget.ts';
import type { Condition } from './condition.ts';
import { checkSameDesign, designOf } from './design.ts';
import { orderOf, type PlannedTrial } from './order.ts';
import type { ExperimentSpec } from './spec.ts';
import { readStored } from './store.ts';

/** What `run` would do. */
export interface ExperimentPlan<Of extends Condition = Condition> {
  readonly name: string;
  /** Absolute. */
  readonly directory: string;
  /** All of them in their order; `done` are those that will not be run again. */
  readonly trials: readonly (PlannedTrial<Of> & { readonly done: boolean })[];
  /** How long those that are not done will take, in s, by the median of those that are; `NaN` before the first is. */
  readonly estimate: number;
}

/** Reads what is done already. @throws InputError where another experiment is in the directory */
export async function planOf(host: Host, spec: ExperimentSpec): Promise<ExperimentPlan> {
  const design = designOf(spec);
  const directory = resolve(spec.directory);
  const stored = spec.fresh ? undefined : await readStored({ host, directory });
  if (stored) checkSameDesign(directory, { wanted: design, found: stored.design });
  const ended = new Map((stored?.trials ?? []).map(({ trial, seconds }) => [trial, seconds]));
  const trials = orderOf(design).map((planned) => ({ ...planned, done: ended.has(planned.trial) }));
  const pending = trials.filter(({ done }) => !done).length;
  return { name: spec.name, directory, trials, estimate: estimate(pending, [...ended.values()]) };
}
