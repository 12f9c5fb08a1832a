import { dotStrip } from '../report/dot-strip.ts';
import { paragraphs } from '../report/paragraphs.ts';
import type { Report, Section, TableSection } from '../report/report.ts';
import { type Scale, scaled, scaleOf } from '../report/scale.ts';
import { environmentText } from './environment-text.ts';
import type { ExperimentFigures } from './figures.ts';
import { overRepetitions } from './over-repetitions.ts';
import { type ConditionRow, LEAST_VALUES, trialsOf, valuesOf } from './rows.ts';

/** What was run, a table a measure with a row a condition, what to know of it, each measure over time, and where it was. */
export const experimentReport = (figures: ExperimentFigures): Report => ({
  title: `Experiment ${figures.name}`,
  sections: [
    { kind: 'text', text: summary(figures) },
    ...figures.names.map((name) => table(figures, name)),
    ...paragraphs(
      'To know',
      figures.warnings.map(({ sentence }) => `${sentence}.`),
    ),
    ...overRepetitions(figures),
    ...where(figures),
  ],
});

function summary({ design, trials, warmUps, conditions }: ExperimentFigures): string {
  const factors = Object.keys(design.factors).join(' × ');
  const of = factors === '' ? 'one condition' : `${conditions.length} conditions of ${factors}`;
  const warmUp = warmUps.length === 0 ? '' : `, after ${warmUps.length} to warm up`;
  const order = `in random order within blocks (seed ${design.seed})`;
  return `${trials.length} trials of ${of}, ${order}${warmUp}. Intervals: 95 % bootstrap of the median${heldBy(conditions)}.`;
}

/** What is called 95 % is so from about this many values on; the figures below are by simulation, of normal and of lognormal values. */
const ENOUGH_VALUES = 20;

function heldBy(conditions: readonly ConditionRow[]): string {
  const counts = conditions.flatMap(({ measures }) => Object.values(measures).map(({ n }) => n));
  const few = counts.some((n) => n >= LEAST_VALUES && n < ENOUGH_VALUES);
  return few ? '; of 5 to 19 values they hold it in 88 to 95 % of cases, of fewer in less' : '';
}

/** Letters of a picture of values. */
const STRIP = 20;

function table({ conditions, design, trials, units }: ExperimentFigures, name: string): TableSection {
  const factors = Object.keys(design.factors);
  const unit = units[name] ?? '';
  const range = extent(valuesOf(trials, name));
  const medians = scaleOf(
    unit,
    conditions.map(({ measures }) => measures[name]!.median),
  );
  return {
    kind: 'table',
    title: name,
    columns: [
      ...factors.map((factor) => ({ name: factor })),
      { name: 'n' },
      { name: 'median', unit },
      { name: '95 % interval', align: 'right' },
      { name: rangeText(range, scaleOf(unit, range)) },
    ],
    rows: conditions.map(({ condition, measures }) => {
      const { n, median, low, high } = measures[name]!;
      const strip = dotStrip(valuesOf(trialsOf(trials, condition), name), range, STRIP);
      const interval = Number.isNaN(low) ? null : rangeText([low, high], { ...medians, label: '' });
      return [...factors.map((factor) => String(condition[factor])), n, median, interval, strip];
    }),
  };
}

/** @example rangeText([0.12, 0.3], scaleOf('s', [0.12, 0.3])) // '120 … 300 ms' */
const rangeText = ([low, high]: readonly [number, number], scale: Scale): string =>
  `${scaled(low, scale)} … ${scaled(high, scale)} ${scale.label}`.trimEnd();

const extent = (values: readonly number[]): [number, number] =>
  values.length === 0 ? [Number.NaN, Number.NaN] : [Math.min(...values), Math.max(...values)];

const where = ({ runs }: ExperimentFigures): Section[] =>
  paragraphs(
    'Where',
    runs.map((run) => environmentText(run)),
  );
