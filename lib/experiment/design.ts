import { InputError } from '../core/errors.ts';
import { type Condition, conditionsOf, conditionText, type Factors } from './condition.ts';
import type { ExperimentSpec } from './spec.ts';

/** What makes an experiment the one it is: with another design, its trials would be others. Plain data. */
export interface Design {
  readonly name: string;
  readonly factors: Factors;
  readonly conditions: readonly Condition[];
  readonly repeat: number;
  readonly warmUp: number;
  readonly seed: number;
}

/** @throws InputError where every combination is left out */
export function designOf({ name, factors, where, repeat, warmUp, seed }: ExperimentSpec): Design {
  const conditions = conditionsOf(factors, where);
  if (conditions.length > 0) return { name, factors, conditions, repeat, warmUp, seed };
  throw new InputError({ expected: 'where() to leave at least one combination', received: 'none' });
}

/** @throws InputError that says in what the experiment in a directory is another one, and what to do */
export function checkSameDesign(directory: string, { wanted, found }: { wanted: Design; found: Design }): void {
  const other = PARTS.find((part) => JSON.stringify(wanted[part]) !== JSON.stringify(found[part]));
  if (other === undefined) return;
  throw new InputError({
    file: directory,
    expected: `the experiment that was begun here, whose ${textOf(found, other)}`,
    received: textOf(wanted, other),
    advice: 'Say .in(directory) to run this one elsewhere, or .fresh() to move what is here aside and begin anew.',
  });
}

/** The conditions come last: they differ, too, where the factors do. */
const PARTS = ['name', 'factors', 'repeat', 'warmUp', 'seed', 'conditions'] as const;

function textOf(design: Design, part: (typeof PARTS)[number]): string {
  if (part === 'factors') return `factors are ${factorsText(design.factors)}`;
  if (part === 'conditions') return `conditions are ${design.conditions.map(conditionText).join(', ')}`;
  return `${part} is ${design[part]}`;
}

/** As code would say them: 1 is not '1'. @example factorsText({ mode: ['precopy', 'postcopy'] }) // 'mode: "precopy", "postcopy"' */
const factorsText = (factors: Factors): string =>
  Object.entries(factors)
    .map(([factor, levels]) => `${factor}: ${levels.map((level) => JSON.stringify(level)).join(', ')}`)
    .join('; ') || 'none';
