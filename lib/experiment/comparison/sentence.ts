import { significant } from '../../core/units.ts';
import type { Unit } from '../../report/report.ts';
import { withUnit } from '../../report/scale.ts';
import { magnitudeOf } from '../../stats/cliffs-delta.ts';
import type { Level } from '../condition.ts';
import type { PairFigures } from './pair.ts';

interface Told extends PairFigures {
  readonly factor: string;
  readonly measure: string;
  readonly correctedP: number;
}

/** p at which what was found is called more than chance. */
const CHANCE = 0.05;

/**
 * A comparison in plain words.
 *
 * @example
 * sentenceOf(pair, 's')
 * // 'downtime: postcopy is 0.3 s below precopy (-60 %; 95 % interval -0.35 s to -0.25 s). A large effect (Cliff's delta -1), hardly chance (p = 0.008).'
 */
export function sentenceOf(pair: Told, unit: Unit): string {
  const { measure } = pair;
  const [first, second] = [pair.first, pair.second].map((level) => levelText(pair.factor, level));
  if (Number.isNaN(pair.delta)) return `${measure}: ${second} and ${first} were not both recorded under one condition.`;
  return `${measure}: ${second} ${away(pair, unit)} ${first}${details(pair, unit)}. ${effect(pair)}, ${chance(pair)}.`;
}

/** 'postcopy' speaks for itself, `true` and 8 do not. */
const levelText = (factor: string, level: Level): string => (typeof level === 'string' ? level : `${factor}=${level}`);

function away({ difference: { estimate } }: Told, unit: Unit): string {
  if (estimate === 0) return 'has the same median as';
  return `is ${withUnit(Math.abs(estimate), unit)} ${estimate > 0 ? 'above' : 'below'}`;
}

function details({ relative, difference: { low, high } }: Told, unit: Unit): string {
  const percent =
    Number.isFinite(relative) && relative !== 0 ? [`${relative > 0 ? '+' : ''}${significant(100 * relative)} %`] : [];
  const interval = Number.isNaN(low) ? [] : [`95 % interval ${withUnit(low, unit)} to ${withUnit(high, unit)}`];
  const parts = [...percent, ...interval];
  return parts.length === 0 ? '' : ` (${parts.join('; ')})`;
}

/** Of values that overlap, most may be greater though their median is less. */
function effect({ delta, difference: { estimate } }: Told): string {
  const magnitude = magnitudeOf(delta);
  const told = `(Cliff's delta ${significant(delta)})`;
  if (magnitude === 'negligible') return `No effect to speak of ${told}`;
  return `A ${magnitude} effect${delta * estimate < 0 ? ' the other way' : ''} ${told}`;
}

/** No p says that there is no difference; and where no p could have been small enough, that is to be said. */
function chance({ correctedP, p, leastP, n }: Told): string {
  const told = `p = ${significant(correctedP)}`;
  if (correctedP < CHANCE) return `hardly chance (${told})`;
  const least = p === leastP ? 'the least there can be' : `where ${significant(leastP)} is the least there can be`;
  if (leastP >= CHANCE || p === leastP)
    return `but ${countText(Math.min(...n))} too few to tell it from chance (${told}, ${least})`;
  return `which may be chance (${told})`;
}

const countText = (n: number): string => (n === 1 ? 'one value of a level is' : `${n} values of a level are`);
