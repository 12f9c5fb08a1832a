import { significant } from '../../core/units.ts';
import { holm } from '../../stats/holm.ts';
import { rankCorrelationTest } from '../../stats/rank-correlation-test.ts';
import { ranks } from '../../stats/ranks.ts';
import { trialsOf } from '../rows.ts';
import type { Warned, Warning } from './warning.ts';

/** So few trials have an order by chance too often. */
const LEAST_TRIALS = 6;
const MOST_P = 0.01;

/** Measures that grow or shrink with the order of the trials, whatever their condition. */
export function drift(figures: Warned): Warning[] {
  const tests = figures.names.map((name) => ({ name, ...driftOf(figures, name) }));
  const corrected = holm(tests.map(({ p }) => p));
  return tests.flatMap(({ name, r }, place) => (corrected[place]! < MOST_P ? [warn(name, r, corrected[place]!)] : []));
}

/**
 * How each value ranks among those of its condition, against its place in the order. Only those of one condition are exchanged: each has a mean rank
 * of its own whatever the order, and with few repetitions exchanging all would call six experiments in a hundred drifting that are not.
 */
export function driftOf({ design, trials }: Pick<Warned, 'design' | 'trials'>, name: string) {
  const strata = design.conditions.map((condition) => {
    const own = trialsOf(trials, condition).filter(({ measures }) => !Number.isNaN(measures[name]));
    const places = ranks(own.map(({ measures }) => measures[name]!));
    return {
      first: own.map(({ trial }) => trial),
      second: places.map((place) => (place - (own.length + 1) / 2) / own.length),
    };
  });
  const count = strata.reduce((sum, { first }) => sum + first.length, 0);
  return count < LEAST_TRIALS ? { r: Number.NaN, p: 1 } : rankCorrelationTest(strata);
}

const warn = (measure: string, r: number, p: number): Warning => ({
  kind: 'drift',
  measure,
  sentence:
    `${measure} ${r > 0 ? 'grows' : 'shrinks'} with the order of the trials (rank correlation ${significant(r)}, p = ${significant(p)}): ` +
    'something drifted. The blocks spread that over all conditions alike, but it widens their intervals',
});
