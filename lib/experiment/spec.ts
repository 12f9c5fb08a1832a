import { join } from 'node:path';
import type { Unit } from '../report/report.ts';
import { checkName } from './check.ts';
import type { Condition, Factors } from './condition.ts';
import type { TrialContext } from './context.ts';

/** What a trial is: a function of the condition that resolves to what it measured. */
export type Measure = (
  condition: Condition,
  context: TrialContext,
) => Readonly<Record<string, number>> | Promise<Readonly<Record<string, number>>>;

/** What an experiment is told, checked; durations in s. */
export interface ExperimentSpec {
  readonly name: string;
  readonly factors: Factors;
  readonly where: readonly ((condition: Condition) => boolean)[];
  readonly repeat: number;
  readonly warmUp: number;
  readonly seed: number;
  /** Of measures; those that are not named are plain numbers. */
  readonly units: Readonly<Record<string, Unit>>;
  readonly measure?: Measure;
  /** Of a trial. */
  readonly timeout?: number;
  /** Of a run. */
  readonly budget?: number;
  readonly stopOnError: boolean;
  readonly directory: string;
  readonly fresh: boolean;
}

/** @throws InputError for what cannot be the name of a directory */
export const newSpec = (name: string): ExperimentSpec => ({
  name: checkName(name),
  factors: {},
  where: [],
  repeat: 1,
  warmUp: 0,
  seed: 1,
  units: {},
  stopOnError: false,
  directory: join('experiments', name),
  fresh: false,
});

/** One that is complete. */
export type RunnableSpec = ExperimentSpec & { readonly measure: Measure };
