import type { ScheduledResource } from '../columns.ts';
import type { PredictionErrors } from './errors.ts';

/** How one predictor did on one resource of one VM. */
export interface BacktestRow extends PredictionErrors {
  readonly vm: string;
  readonly resource: ScheduledResource;
  /** Its name. */
  readonly predictor: string;
}

export interface BacktestFacts {
  /** VM by VM, resource by resource, predictors in the order they were given in. */
  readonly rows: readonly BacktestRow[];
  readonly warmup: number;
}
