import { InputError } from '../../core/errors.ts';
import { reported } from '../../report/reported.ts';
import { holm } from '../../stats/holm.ts';
import type { Level } from '../condition.ts';
import type { ExperimentFacts } from '../facts.ts';
import type { Comparison, PairComparison } from './comparison.ts';
import { comparisonReport } from './comparison-report.ts';
import { comparePair } from './pair.ts';
import { sentenceOf } from './sentence.ts';

/** @throws InputError for a factor that there is not, or that has one level only */
export function compare(facts: ExperimentFacts, factor: string): Comparison {
  const { factors } = facts.design;
  const levels = Object.hasOwn(factors, factor) ? factors[factor]! : [];
  if (levels.length < 2) {
    const names = Object.keys(factors).filter((name) => factors[name]!.length > 1);
    throw new InputError({
      expected: `a factor with two levels or more: ${names.join(', ') || 'there is none'}`,
      received: factor,
    });
  }
  const pairs = facts.names.flatMap((measure) => compareBy(facts, { factor, measure, levels: pairsOf(levels) }));
  return reported({ factor, pairs, units: facts.units }, comparisonReport);
}

interface By {
  readonly factor: string;
  readonly measure: string;
  readonly levels: readonly (readonly [Level, Level])[];
}

function compareBy(facts: ExperimentFacts, { factor, measure, levels }: By): PairComparison[] {
  const figures = levels.map(([first, second]) => comparePair(facts, { factor, measure, first, second }));
  const corrected = holm(figures.map(({ p }) => p));
  return figures.map((pair, place) => {
    const compared = { ...pair, measure, correctedP: corrected[place]! };
    return { ...compared, sentence: sentenceOf({ ...compared, factor }, facts.units[measure] ?? '') };
  });
}

const pairsOf = (levels: readonly Level[]): [Level, Level][] =>
  levels.flatMap((first, place) => levels.slice(place + 1).map((second): [Level, Level] => [first, second]));
