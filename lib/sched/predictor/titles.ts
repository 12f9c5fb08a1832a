import type { ScheduledResource } from '../columns.ts';
import type { Predictor } from './predictor.ts';

/** What tables say of the predictors of a run: one name where all resources have one. */
export function titleOfPredictors(predictors: ReadonlyMap<ScheduledResource, Predictor>): string {
  const names = [...new Set([...predictors.values()].map(({ name }) => name))];
  if (names.length === 1) return names[0];
  return [...predictors].map(([resource, { name }]) => `${resource}: ${name}`).join(', ');
}
