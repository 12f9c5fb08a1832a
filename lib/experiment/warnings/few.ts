import { significant } from '../../core/units.ts';
import { LEAST_VALUES } from '../rows.ts';
import type { Warned, Warning } from './warning.ts';

/**
 * Conditions with so few values that a 95 % interval cannot be had: the widest that a bootstrap of the median can give is from the least to the greatest
 * of n values, and that holds the median of all there could be in 1 - 2^(1-n) of all cases.
 */
export function few({ conditions, names }: Warned): Warning[] {
  const counts = conditions.flatMap(({ measures }) => names.map((name) => measures[name]!.n)).filter((n) => n > 0);
  const least = Math.min(...counts);
  const held = 1 - 2 ** (1 - least);
  if (counts.length === 0 || held >= 0.95) return [];
  return [{ kind: 'few', sentence: least < LEAST_VALUES ? none(least) : narrow(least, held) }];
}

const none = (n: number) =>
  `Of ${n === 1 ? 'one value' : `${n} values`} a condition no interval can be told: repeat more often`;

const narrow = (n: number, held: number) =>
  `Of ${n} values a condition the interval of their median is right in ${significant(100 * held)} % of all cases at most, not in 95 %: 10 repetitions or more would be better`;
