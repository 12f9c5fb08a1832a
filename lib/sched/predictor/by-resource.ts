import { InputError } from '../../core/errors.ts';
import type { ScheduledResource } from '../columns.ts';
import { isPredictor } from './is-predictor.ts';
import type { Predictor } from './predictor.ts';

/** One for all resources, or one for each that is scheduled. */
export type Predictors = Predictor | Readonly<Partial<Record<ScheduledResource, Predictor>>>;

/** The predictor of each resource that is scheduled. @throws InputError for one that has none */
export const predictorsOf = (
  predictors: Predictors,
  resources: readonly ScheduledResource[],
): ReadonlyMap<ScheduledResource, Predictor> =>
  new Map(resources.map((resource) => [resource, predictorOf(predictors, resource)]));

function predictorOf(predictors: Predictors, resource: ScheduledResource): Predictor {
  const predictor = isPredictor(predictors) ? predictors : predictors?.[resource];
  if (isPredictor(predictor)) return predictor;
  throw new InputError({ expected: `a predictor of ${resource}, such as sched.ewma()`, received: predictor });
}

/** What tables say of the predictors of a run: one name where all resources have one. */
export function titleOfPredictors(predictors: ReadonlyMap<ScheduledResource, Predictor>): string {
  const names = [...new Set([...predictors.values()].map(({ name }) => name))];
  if (names.length === 1) return names[0];
  return [...predictors].map(([resource, { name }]) => `${resource}: ${name}`).join(', ');
}
