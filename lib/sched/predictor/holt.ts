import { checkKeys } from '../check-keys.ts';
import { type BuiltInPredictor, builtIn, notYet } from './built-in.ts';
import { smoothingFactor } from './parameters.ts';
import type { ManyPredictions } from './predictor.ts';

export interface HoltOptions {
  /** Weight of the last observation in the level; 0.5 unless told. */
  readonly level?: number;
  /** Weight of the last change of the level in the trend; 0.1 unless told. */
  readonly trend?: number;
}

/**
 * Holt's linear method: a level and a trend, both exponentially smoothed; the estimate is their sum, and never below 0. (Holt,
 * "Forecasting seasonals and trends by exponentially weighted moving averages", ONR memorandum 52, 1957; reprinted in the
 * International Journal of Forecasting 20, 2004.) The first level is the first observation, the first trend 0.
 *
 * @throws InputError for a factor that is not above 0 and up to 1
 * @example sched.holt({ level: 0.5, trend: 0.1 })
 */
export function holt(options: HoltOptions = {}): BuiltInPredictor {
  checkKeys(options, ['level', 'trend']);
  const { level = 0.5, trend = 0.1 } = options;
  const factors = { level: smoothingFactor(level, 'level'), trend: smoothingFactor(trend, 'trend') };
  return builtIn({
    predictor: 'holt',
    arguments: [factors],
    name: `holt(${level}, ${trend})`,
    startMany: (count) => startHolt(count, factors),
  });
}

function startHolt(count: number, factors: Required<HoltOptions>): ManyPredictions {
  const [estimate, levels, trends] = [notYet(count), notYet(count), new Float64Array(count)];
  const observeOne = (vm: number, value: number): void => {
    const expected = levels[vm]! + trends[vm]!;
    const level = Number.isNaN(expected) ? value : factors.level * value + (1 - factors.level) * expected;
    const change = Number.isNaN(expected) ? 0 : level - levels[vm]!;
    levels[vm] = level;
    trends[vm] = factors.trend * change + (1 - factors.trend) * trends[vm]!;
    estimate[vm] = Math.max(0, level + trends[vm]!);
  };
  return {
    estimate,
    observe(used) {
      for (let vm = 0; vm < count; vm++) if (!Number.isNaN(used[vm]!)) observeOne(vm, used[vm]!);
    },
  };
}
