import type { RecordedStratum } from '../../stats/strata.ts';
import { type Condition, conditionText } from '../condition.ts';
import type { ExperimentFacts } from '../facts.ts';
import { trialsOf, valuesOf } from '../rows.ts';
import type { PairSpec } from './pair-spec.ts';

/** What was measured at two levels of a factor under each combination of the other factors that has values of both. */
export function strataOf(
  { design, trials }: ExperimentFacts,
  { factor, measure, first, second }: PairSpec,
): RecordedStratum[] {
  const combinations = new Map(design.conditions.map(without(factor)).map((others) => [conditionText(others), others]));
  const at = (others: Condition, level: Condition[string]) =>
    valuesOf(trialsOf(trials, { ...others, [factor]: level }), measure);
  return [...combinations.values()]
    .map((others) => ({ first: at(others, first), second: at(others, second) }))
    .filter((stratum) => stratum.first.length > 0 && stratum.second.length > 0);
}

const without =
  (factor: string) =>
  ({ [factor]: _, ...others }: Condition): Condition =>
    others;
