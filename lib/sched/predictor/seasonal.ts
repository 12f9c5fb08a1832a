import { checkKeys } from '../check-keys.ts';
import { type BuiltInPredictor, builtIn, notYet } from './built-in.ts';
import { smoothingFactor, wholeNumber } from './parameters.ts';
import type { ManyPredictions } from './predictor.ts';
import { createSeasons, type SeasonFactors } from './seasons.ts';

export interface SeasonalOptions extends Partial<SeasonFactors> {
  /** Length of the season, in periods of the schedule: a day at 5 min is 288. */
  readonly period: number;
}

const FACTORS: SeasonFactors = Object.freeze({ level: 0.5, trend: 0.1, season: 0.1 });

/**
 * Holt-Winters, additive: a level, a trend, and for each place in the season how far it lies from the level. (Winters, "Forecasting
 * sales by exponentially weighted moving averages", Management Science 6, 1960.) A VM's season begins with its first observation;
 * until one is over, the estimate is the last observation; then the level is the season's mean, the trend 0. What is not recorded
 * leaves the state and the estimate as they are, but the season goes on. The estimate is never below 0.
 *
 * @param options factors above 0 and up to 1: `level` is 0.5, `trend` 0.1 and `season` 0.1 unless told
 * @throws InputError for a period that is not a whole number from 2, or a factor out of bounds
 * @example sched.seasonal({ period: 288 })
 */
export function seasonal(options: SeasonalOptions): BuiltInPredictor {
  checkKeys(options, ['period', ...Object.keys(FACTORS)]);
  const { period, ...told } = options;
  const factors = { ...FACTORS, ...told };
  for (const [name, factor] of Object.entries(factors)) smoothingFactor(factor, name);
  const length = wholeNumber(period, 'period', 2);
  const named = Object.entries(told).map(([name, factor]) => `${name} ${factor}`);
  return builtIn({
    predictor: 'seasonal',
    arguments: [{ period, ...factors }],
    name: `seasonal(${[period, ...named].join(', ')})`,
    startMany: (count) => startSeasonal(createSeasons(count, length, factors), count),
  });
}

function startSeasonal(seasons: ReturnType<typeof createSeasons>, count: number): ManyPredictions {
  const estimate = notYet(count);
  return {
    estimate,
    observe(used) {
      for (let vm = 0; vm < count; vm++) {
        const next = seasons.observe(vm, used[vm]!);
        if (!Number.isNaN(used[vm]!)) estimate[vm] = Math.max(0, next);
      }
    },
  };
}
