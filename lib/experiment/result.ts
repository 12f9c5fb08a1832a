import { writeText } from '../host/local/files.ts';
import { saveResult } from '../host/local/save-result.ts';
import { type Reported, reported } from '../report/reported.ts';
import { compare } from './comparison/compare.ts';
import type { Comparison } from './comparison/comparison.ts';
import type { Condition } from './condition.ts';
import { csv } from './csv.ts';
import type { ExperimentFacts } from './facts.ts';
import type { ExperimentFigures } from './figures.ts';
import { experimentReport } from './report.ts';
import { rowsOf } from './rows.ts';
import { warningsOf } from './warnings/warnings.ts';

/** A result, and ways to look at it. Printed, it is its report. */
export interface ExperimentResult<Of extends Condition = Condition, Name extends string = string>
  extends ExperimentFigures<Of, Name>,
    Reported {
  /**
   * The levels of a factor against each other, two at a time: differences with intervals, how great they are, and how likely by chance.
   *
   * @throws InputError for a factor that there is not, or that has one level only
   * @example console.log(result.compare('mode'))
   */
  compare(factor: keyof Of & string): Comparison<Name>;
  /** Tidy: a row a trial, warm-ups too, with units in the names of the measures. */
  csv(): string;
  /** Keeps `result.json`, `trials.csv`, `report.html` and each chart as SVG in a directory, made if need be. @returns the directory @throws HostError */
  save(directory: string): Promise<string>;
}

export function resultOf(facts: ExperimentFacts): ExperimentResult {
  const conditions = rowsOf(facts);
  const figures = { ...facts, conditions, warnings: warningsOf({ ...facts, conditions }) };
  return Object.freeze({
    ...reported(figures, experimentReport),
    compare: (factor: string) => compare(facts, factor),
    csv: () => csv(facts),
    save: (directory: string) => save(figures, directory),
  });
}

async function save(figures: ExperimentFigures, directory: string): Promise<string> {
  await saveResult(directory, { facts: figures, report: experimentReport(figures) });
  await writeText(`${directory}/trials.csv`, [csv(figures)]);
  return directory;
}
