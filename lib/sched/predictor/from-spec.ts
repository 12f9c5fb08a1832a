import { InputError } from '../../core/errors.ts';
import { autoregressive } from './autoregressive.ts';
import type { BuiltInPredictor, PredictorSpec } from './built-in.ts';
import { ewma } from './ewma.ts';
import { holt } from './holt.ts';
import { last } from './last.ts';
import { oracle } from './oracle.ts';
import { percentile } from './percentile.ts';
import { seasonal } from './seasonal.ts';

/** All predictors that vmlab has. */
export const PREDICTORS = Object.freeze({ ewma, last, holt, seasonal, percentile, autoregressive, oracle });

/**
 * The predictor that a spec is of: what `toJSON()` of a built-in gave, perhaps in another thread or read from a file.
 *
 * @throws InputError for a name that no built-in has, and as its factory
 * @example predictorFrom({ predictor: 'percentile', arguments: [95, 30] })
 */
export function predictorFrom(spec: PredictorSpec): BuiltInPredictor {
  if (!Object.hasOwn(PREDICTORS, spec.predictor))
    throw new InputError({ expected: `one of ${Object.keys(PREDICTORS).join(', ')}`, received: spec.predictor });
  // Each factory checks its own arguments.
  const make = PREDICTORS[spec.predictor as keyof typeof PREDICTORS] as (
    ...told: readonly unknown[]
  ) => BuiltInPredictor;
  return make(...spec.arguments);
}
