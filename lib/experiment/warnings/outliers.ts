import { median, medianAbsoluteDeviation } from 'simple-statistics';
import type { Unit } from '../../report/report.ts';
import { withUnit } from '../../report/scale.ts';
import type { Condition } from '../condition.ts';
import { trialsOf, valuesOf } from '../rows.ts';
import type { Warned, Warning } from './warning.ts';

/** Of fewer values, which one is far from the others is a matter of taste. */
const LEAST_VALUES = 5;
/**
 * In standard deviations of a normal distribution, which are 1.4826 median absolute deviations. Of few values the deviation itself is often far too
 * small: so far, one is called in 1 % of conditions whose values are all of one normal distribution (of five values, in 3 %), by simulation.
 */
const far = (n: number): number => 4 + 30 / n;

/** So many are told one by one. */
const MOST_TOLD = 3;

/** Values that are far from the median of their condition. They stay in all figures: medians bear them. */
export const outliers = (figures: Warned): Warning[] =>
  figures.names.flatMap((name) => {
    const found = figures.design.conditions.flatMap((condition) => farFromOthers(figures, condition, name));
    return found.length === 0 ? [] : [warn(name, found, figures.units[name] ?? '')];
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

function warn(measure: string, found: readonly Far[], unit: Unit): Warning {
  const told = found
    .slice(0, MOST_TOLD)
    .map((each) => `trial ${each.trial}: ${withUnit(each.value, unit)}, not about ${withUnit(each.median, unit)}`);
  const others = found.length > MOST_TOLD ? [`and ${found.length - MOST_TOLD} more`] : [];
  const count = found.length === 1 ? 'one value is' : `${found.length} values are`;
  const sentence = `${measure}: ${count} far from the others of the condition (${[...told, ...others].join('; ')})`;
  return { kind: 'outlier', measure, sentence, trials: found.map(({ trial }) => trial) };
}

function isFarFrom(values: readonly number[]): (value: number) => boolean {
  if (values.length < LEAST_VALUES) return () => false;
  const [middle, deviation] = [median([...values]), medianAbsoluteDeviation([...values])];
  // Where more than half are the same, as counts may be, there is no telling what is far.
  return (value) => deviation > 0 && Math.abs(value - middle) > far(values.length) * 1.4826 * deviation;
}
