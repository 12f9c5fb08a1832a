import { median, medianAbsoluteDeviation } from 'simple-statistics';
import type { Unit } from '../../report/report.ts';
import { withUnit } from '../../report/scale.ts';
import type { Condition } from '../condition.ts';
import { trialsOf, valuesOf } from '../rows.ts';
import type { Warned, Warning } from './warning.ts';

/** Of fewer values, which one is far from the others is a matter of taste. */
const LEAST_VALUES = 5;
/** In standard deviations of a normal distribution, which are 1.4826 median absolute deviations. */
const FAR = 5;

/** So many are told one by one. */
const MOST_TOLD = 3;

/** Values that are far from the median of their condition. They stay in all figures: medians bear them. */
export const outliers = (figures: Warned): Warning[] =>
  figures.names.flatMap((name) => {
    const far = figures.design.conditions.flatMap((condition) => farFromOthers(figures, condition, name));
    return far.length === 0 ? [] : [warn(name, far, figures.units[name] ?? '')];
  });

interface Far {
  readonly trial: number;
  readonly value: number;
  /** Of its condition. */
  readonly median: number;
}

function farFromOthers({ trials }: Warned, condition: Condition, name: string): Far[] {
  const own = trialsOf(trials, condition);
  const values = valuesOf(own, name);
  const isFar = isFarFrom(values);
  return own
    .filter(({ measures }) => isFar(measures[name]!))
    .map(({ trial, measures }) => ({ trial, value: measures[name]!, median: median(values) }));
}

function warn(measure: string, far: readonly Far[], unit: Unit): Warning {
  const told = far
    .slice(0, MOST_TOLD)
    .map((each) => `trial ${each.trial}: ${withUnit(each.value, unit)}, not about ${withUnit(each.median, unit)}`);
  const others = far.length > MOST_TOLD ? [`and ${far.length - MOST_TOLD} more`] : [];
  const count = far.length === 1 ? 'one value is' : `${far.length} values are`;
  const sentence = `${measure}: ${count} far from the others of the condition (${[...told, ...others].join('; ')})`;
  return { kind: 'outlier', measure, sentence, trials: far.map(({ trial }) => trial) };
}

function isFarFrom(values: readonly number[]): (value: number) => boolean {
  if (values.length < LEAST_VALUES) return () => false;
  const [middle, deviation] = [median([...values]), medianAbsoluteDeviation([...values])];
  return (value) => deviation > 0 && Math.abs(value - middle) > FAR * 1.4826 * deviation;
}
