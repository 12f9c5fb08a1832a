import type { Unit } from '../../report/report.ts';
import type { Reported } from '../../report/reported.ts';
import type { PairFigures } from './pair.ts';

/** Two levels against each other by one measure. */
export interface PairComparison<Name extends string = string> extends PairFigures {
  readonly measure: Name;
  /** `p`, corrected by Holm's method for how many pairs of levels were compared by this measure. */
  readonly correctedP: number;
  /** All of it in plain words. */
  readonly sentence: string;
}

/** What a factor makes of each measure, as data; printed, tables and sentences. */
export interface ComparisonFigures<Name extends string = string> {
  readonly factor: string;
  /** Measure by measure, each pair of levels in the order of the levels. */
  readonly pairs: readonly PairComparison<Name>[];
  readonly units: Readonly<Partial<Record<Name, Unit>>>;
}

/** The levels of one factor against each other, two at a time; printed, it is its report. */
export type Comparison<Name extends string = string> = ComparisonFigures<Name> & Reported;
