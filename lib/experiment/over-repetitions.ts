import type { SeriesSection } from '../report/report.ts';
import { conditionText } from './condition.ts';
import type { ExperimentFigures } from './figures.ts';
import { trialsOf } from './rows.ts';
import type { Trial } from './trial.ts';

/** More lines than this are no longer told apart. */
const MOST_LINES = 8;

/** Each measure, repetition by repetition, a line a condition: where a drift is seen. The time is that which trials took. */
export function overRepetitions({ names, units, trials, conditions }: ExperimentFigures): SeriesSection[] {
  const repetitions = [...new Set(trials.map(({ repetition }) => repetition))];
  if (repetitions.length < 2 || conditions.length > MOST_LINES) return [];
  return names.map((name) => ({
    kind: 'series',
    title: `${name} over the repetitions`,
    unit: units[name] ?? '',
    x: repetitions.map((repetition) => secondsUntil(trials, repetition)),
    lines: conditions.map(({ condition }) => {
      const own = trialsOf(trials, condition);
      const measured = (repetition: number) => own.find((trial) => trial.repetition === repetition)?.measures[name];
      return {
        name: conditionText(condition) || 'all',
        values: repetitions.map((each) => measured(each) ?? Number.NaN),
      };
    }),
  }));
}

const secondsUntil = (trials: readonly Trial[], last: number): number =>
  trials.filter(({ repetition }) => repetition <= last).reduce((sum, { seconds }) => sum + seconds, 0);
