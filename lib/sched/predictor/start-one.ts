import { InputError } from '../../core/errors.ts';
import type { ScheduledResource } from '../columns.ts';
import type { Prediction, Predictor } from './predictor.ts';

/** A predictor of one's own may start anything. @throws InputError for what cannot be told what was used */
export function startOne(predictor: Predictor, resource: ScheduledResource): Prediction {
  const prediction = predictor.start(resource);
  if (typeof prediction?.observe === 'function') return prediction;
  throw new InputError({
    expected: `start() of ${predictor.name} to give observe() and estimate`,
    received: prediction,
  });
}
