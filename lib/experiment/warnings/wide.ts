import { withUnit } from '../../report/scale.ts';
import type { Warned, Warning } from './warning.ts';

/** Measures of which no condition is known as well as it would have to be to tell it from the others. */
export function wide({ conditions, names, units }: Warned): Warning[] {
  return names.flatMap((name) => {
    const figures = conditions.map(({ measures }) => measures[name]!).filter(({ low }) => !Number.isNaN(low));
    if (figures.length < 2) return [];
    const medians = figures.map(({ median }) => median);
    const apart = Math.max(...medians) - Math.min(...medians);
    const widest = Math.max(...figures.map(({ low, high }) => high - low));
    if (widest <= apart) return [];
    const [interval, range] = [widest, apart].map((value) => withUnit(value, units[name] ?? ''));
    const sentence = `${name}: the widest interval (${interval}) is wider than what the conditions' medians are apart (${range}): more repetitions would narrow it`;
    return [{ kind: 'wide', measure: name, sentence }];
  });
}
