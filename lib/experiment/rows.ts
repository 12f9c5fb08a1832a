import { median } from 'simple-statistics';
import { bootstrap } from '../stats/bootstrap.ts';
import type { ConfidenceInterval } from '../stats/bootstrap-groups.ts';
import { recorded } from '../stats/recorded.ts';
import { type Condition, sameCondition } from './condition.ts';
import type { ExperimentFacts } from './facts.ts';
import type { Trial } from './trial.ts';

/** What one condition came to. */
export interface ConditionRow<Of extends Condition = Condition, Name extends string = string> {
  readonly condition: Of;
  /** Trials that were run, those that failed among them. */
  readonly trials: number;
  readonly failed: number;
  readonly measures: Readonly<Record<Name, MeasureFigures>>;
}

/** In the unit of the measure. */
export interface MeasureFigures {
  /** Values that were recorded. */
  readonly n: number;
  readonly median: number;
  /** The 95 % bootstrap interval of the median, too narrow of few values; `NaN` of fewer than three, of which nothing can be told. */
  readonly low: number;
  readonly high: number;
}

/** Of fewer values an interval says nothing. */
export const LEAST_VALUES = 3;

/** A row a condition, in the order of the factors' levels. */
export const rowsOf = ({ design, trials, names }: ExperimentFacts): ConditionRow[] =>
  design.conditions.map((condition) => {
    const own = trialsOf(trials, condition);
    return {
      condition,
      trials: own.length,
      failed: own.filter(({ status }) => status === 'failed').length,
      measures: Object.fromEntries(names.map((name) => [name, figuresOf(valuesOf(own, name))])),
    };
  });

export const trialsOf = (trials: readonly Trial[], condition: Condition): Trial[] =>
  trials.filter((trial) => sameCondition(trial.condition, condition));

/** What was recorded of a measure. */
export const valuesOf = (trials: readonly Trial[], name: string): number[] =>
  recorded(trials.map(({ measures }) => measures[name] ?? Number.NaN));

function figuresOf(values: readonly number[]): MeasureFigures {
  const { estimate, low, high } = intervalOf(values);
  return { n: values.length, median: estimate, low, high };
}

function intervalOf(values: readonly number[]): ConfidenceInterval {
  if (values.length >= LEAST_VALUES) return bootstrap(values, { statistic: median });
  const estimate = values.length === 0 ? Number.NaN : median([...values]);
  return { estimate, low: Number.NaN, high: Number.NaN };
}
