import { median, medianAbsoluteDeviation } from 'simple-statistics';
import { withUnit } from '../../report/scale.ts';
import { conditionText } from '../condition.ts';
import { trialsOf, valuesOf } from '../rows.ts';
import type { Warned, Warning } from './warning.ts';

/** Of fewer values, which one is far from the others is a matter of taste. */
const LEAST_VALUES = 5;
/** In standard deviations of a normal distribution, which are 1.4826 median absolute deviations. */
const FAR = 5;

/** Values that are far from the median of their condition. They stay in all figures: medians bear them. */
export function outliers({ design, trials, names, units }: Warned): Warning[] {
  return names.flatMap((name) =>
    design.conditions.flatMap((condition) => {
      const own = trialsOf(trials, condition);
      const isFar = isFarFrom(valuesOf(own, name));
      return own
        .filter(({ measures }) => isFar(measures[name]!))
        .map(({ trial, measures }): Warning => {
          const [value, middle] = [measures[name]!, median(valuesOf(own, name))].map((of) =>
            withUnit(of, units[name] ?? ''),
          );
          const among = conditionText(condition) || 'all trials';
          const sentence = `${name} of trial ${trial} (${value}) is far from the median of ${among} (${middle})`;
          return { kind: 'outlier', measure: name, sentence, trials: [trial] };
        });
    }),
  );
}

function isFarFrom(values: readonly number[]): (value: number) => boolean {
  if (values.length < LEAST_VALUES) return () => false;
  const [middle, deviation] = [median([...values]), medianAbsoluteDeviation([...values])];
  return (value) => deviation > 0 && Math.abs(value - middle) > FAR * 1.4826 * deviation;
}
