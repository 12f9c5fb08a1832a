import type { Condition } from './condition.ts';
import type { ExperimentFacts } from './facts.ts';
import type { ConditionRow } from './rows.ts';
import type { Warning } from './warnings/warning.ts';

/** What an experiment came to, as plain data. */
export interface ExperimentFigures<Of extends Condition = Condition, Name extends string = string>
  extends ExperimentFacts<Of, Name> {
  /** A row a condition: how many trials, median and its interval of each measure. */
  readonly conditions: readonly ConditionRow<Of, Name>[];
  /** What a reader of the figures has to know: drift, noise, what failed, what is missing. */
  readonly warnings: readonly Warning[];
}
