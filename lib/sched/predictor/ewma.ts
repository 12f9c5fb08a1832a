import { checkKeys } from '../check-keys.ts';
import { type Amounts, eachResource, SCHEDULED } from '../columns.ts';
import { bindLoop, type ColumnLoop } from '../loop.ts';
import { type BuiltInPredictor, builtIn, notYet } from './built-in.ts';
import { smoothingFactor } from './parameters.ts';
import type { ManyPredictions } from './predictor.ts';

/** ResCoin's own (main.c, `coff`). */
const RESCOIN: Amounts = Object.freeze({ cpu: 0.7, memory: 0.8, read: 0.8, write: 0.8 });

/**
 * The exponentially weighted moving average: `estimate(t) = α · observed(t−1) + (1−α) · estimate(t−1)`; the first estimate is the
 * first observation. (Roberts, "Control chart tests based on geometric moving averages", Technometrics, 1959; as a forecast,
 * Brown's simple exponential smoothing. It is ResCoin's predictor.)
 *
 * @param alpha the weight of the last observation, above 0 and up to 1, for all resources or for each; unless told, ResCoin's own
 * @throws InputError for an α out of bounds
 * @example sched.ewma({ cpu: 0.7, memory: 0.8, read: 0.8, write: 0.8 })
 */
export function ewma(alpha: number | Partial<Amounts> = RESCOIN): BuiltInPredictor {
  const given = typeof alpha === 'number' ? eachResource(() => alpha) : alpha;
  checkKeys(given, SCHEDULED);
  const alphas = Object.freeze(
    eachResource((resource) => smoothingFactor(given[resource] ?? RESCOIN[resource], `weight α of ${resource}`)),
  );
  return builtIn({
    predictor: 'ewma',
    arguments: [alphas],
    name: `ewma(${listed(alphas)})`,
    startMany: (count, resource = 'cpu') => startEwma(count, alphas[resource]),
  });
}

function listed(alphas: Amounts): string {
  const all = SCHEDULED.map((resource) => alphas[resource]);
  return new Set(all).size === 1 ? String(all[0]) : all.join('/');
}

function startEwma(count: number, alpha: number): ManyPredictions {
  const [used, estimate] = [new Float64Array(count), notYet(count)];
  const smooth = bindLoop(EWMA, { used, estimate });
  return {
    estimate,
    observe(observed) {
      used.set(observed);
      smooth(alpha);
    },
  };
}

export const EWMA: ColumnLoop<'used' | 'estimate'> = {
  name: 'ewma',
  run({ used, estimate }, alpha) {
    const rest = 1 - alpha;
    for (let vm = 0; vm < estimate.length; vm++) {
      const value = used[vm];
      const next = alpha * value + rest * estimate[vm];
      // One test serves both that may be NaN: the estimate, at first, and what was not recorded.
      if (!Number.isNaN(next)) estimate[vm] = next;
      else if (!Number.isNaN(value)) estimate[vm] = value;
    }
  },
};
