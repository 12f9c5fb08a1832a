import type { Unit } from '../report/report.ts';
import type { Condition } from './condition.ts';
import type { Design } from './design.ts';
import type { PlannedTrial } from './order.ts';
import type { RunRecord } from './run-record.ts';
import type { Trial } from './trial.ts';

/** What is known of an experiment before anything is reckoned from it. */
export interface ExperimentFacts<Of extends Condition = Condition, Name extends string = string> {
  readonly name: string;
  readonly design: Design;
  /** Of the measures. */
  readonly names: readonly Name[];
  readonly units: Readonly<Partial<Record<Name, Unit>>>;
  /** In the order in which they were run, without warm-ups. */
  readonly trials: readonly Trial<Of, Name>[];
  /** In no figure. */
  readonly warmUps: readonly Trial<Of, Name>[];
  /** What was planned and has not been run: there was no time for it, or the run was ended. */
  readonly leftOut: readonly PlannedTrial<Of>[];
  readonly runs: readonly RunRecord[];
}
