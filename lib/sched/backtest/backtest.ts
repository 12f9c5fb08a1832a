import { InputError } from '../../core/errors.ts';
import { type Reported, reported } from '../../report/reported.ts';
import type { Recording, Trace } from '../../trace/trace.ts';
import { SCHEDULED, type ScheduledResource } from '../columns.ts';
import { isPredictor } from '../predictor/is-predictor.ts';
import { wholeNumber } from '../predictor/parameters.ts';
import type { Predictor } from '../predictor/predictor.ts';
import { startOne } from '../predictor/start-one.ts';
import { partsOf } from '../simulate/demand-of.ts';
import { errorsOf } from './errors.ts';
import type { BacktestFacts, BacktestRow } from './facts.ts';
import { backtestReport } from './report.ts';
import { type Series, seriesOf } from './series.ts';

export interface BacktestOptions {
  /** Of which resources; all four unless told. What was never recorded is left out. */
  readonly resources?: readonly ScheduledResource[];
  /** Steps, from a VM's first recorded one, that predictors see but are not judged by. 1 unless told: nobody can foresee the first. */
  readonly warmup?: number;
}

/** Printed, it is a table for each VM and resource. */
export type Backtest = BacktestFacts & Reported;

/**
 * Tries predictors on what was recorded: each estimates every step from those before it, and is held against what came. Steps are
 * periods, as long as they are; bytes within a step are taken as bytes a second.
 *
 * @throws InputError without predictors, for a resource that is none of the four, and for a recording that has none of them
 * @example console.log(sched.backtest(recording, [sched.last(), sched.ewma(), sched.oracle()], { resources: ['cpu'] }))
 */
export function backtest(
  input: Recording | Trace | readonly Trace[],
  predictors: readonly Predictor[],
  { resources = SCHEDULED, warmup = 1 }: BacktestOptions = {},
): Backtest {
  checkPredictors(predictors);
  wholeNumber(warmup, 'warmup', 0);
  if (!Array.isArray(resources)) throw new InputError({ expected: 'a list of resources', received: resources });
  const all = tracesOf(input).flatMap((trace) => resources.flatMap((resource) => seriesOf(trace, checked(resource))));
  if (all.length === 0)
    throw new InputError({ expected: `a recording of ${resources.join(', ')}`, received: 'one with none of it' });
  const rows = all.flatMap((series) => predictors.map((predictor) => rowOf(series, predictor, warmup)));
  return reported({ rows, warmup }, backtestReport);
}

function checkPredictors(predictors: readonly Predictor[]): void {
  if (!(Array.isArray(predictors) && predictors.length > 0))
    throw new InputError({ expected: 'a list of predictors to try', received: predictors });
  const wrong = predictors.findIndex((predictor) => !isPredictor(predictor));
  if (wrong >= 0) throw new InputError({ expected: 'a predictor, such as sched.ewma()', received: predictors[wrong] });
}

function tracesOf(input: Recording | Trace | readonly Trace[]): readonly Trace[] {
  const { traces, loads } = partsOf(input);
  if (loads.length > 0) throw new InputError({ expected: 'what was recorded', received: 'a generated load' });
  return traces;
}

function checked(resource: ScheduledResource): ScheduledResource {
  if (SCHEDULED.includes(resource)) return resource;
  throw new InputError({ expected: `one of ${SCHEDULED.join(', ')}`, received: resource });
}

function rowOf(series: Series, predictor: Predictor, warmup: number): BacktestRow {
  const estimates = estimatesOf(series, predictor);
  const errors = errorsOf(series.used.subarray(warmup), estimates.subarray(warmup));
  return { vm: series.vm, resource: series.resource, predictor: predictor.name, ...errors };
}

function estimatesOf({ resource, used }: Series, predictor: Predictor): Float64Array {
  const prediction = startOne(predictor, resource);
  return used.map((next) => {
    if (!Number.isNaN(next)) prediction.foresee?.(next);
    const { estimate } = prediction;
    prediction.observe(next);
    return estimate;
  });
}
