import type { ExperimentFacts } from '../facts.ts';
import type { ConditionRow } from '../rows.ts';

/** Something that a reader of the figures has to know. */
export interface Warning {
  readonly kind: 'failed' | 'left-out' | 'left-behind' | 'few' | 'wide' | 'outlier' | 'drift' | 'noise' | 'changed';
  /** In plain words. */
  readonly sentence: string;
  /** That it is about, if it is about one. */
  readonly measure?: string;
  /** The numbers of those that it is about, if it is not about all. */
  readonly trials?: readonly number[];
}

/** What warnings are drawn from. */
export interface Warned extends ExperimentFacts {
  readonly conditions: readonly ConditionRow[];
}
