import type { Column, Report, Section, TableSection } from '../../report/report.ts';
import type { ComparisonFigures, PairComparison } from './comparison.ts';

/** A table a measure, the sentences, and how to read them. */
export const comparisonReport = (comparison: ComparisonFigures): Report => ({
  title: `Comparison by ${comparison.factor}`,
  sections: [...tables(comparison), ...sentences(comparison)],
});

const tables = ({ pairs, units }: ComparisonFigures): TableSection[] =>
  [...new Set(pairs.map(({ measure }) => measure))].map((measure) => ({
    kind: 'table',
    title: measure,
    columns: columnsIn(units[measure] ?? ''),
    rows: pairs.filter((pair) => pair.measure === measure).map(cellsOf),
  }));

/** The medians come last: on a narrow page they are what goes below, where only the first column stands again. It has to tell the pairs apart. */
const columnsIn = (unit: string): Column[] => [
  { name: 'A → B' },
  { name: 'B - A', unit },
  { name: 'low', unit },
  { name: 'high', unit },
  { name: 'change', unit: 'fraction' },
  { name: 'delta' },
  { name: 'p' },
  { name: 'median at A', unit },
  { name: 'median at B', unit },
  { name: 'n at A' },
  { name: 'n at B' },
];

const cellsOf = ({ first, second, difference, relative, delta, correctedP, medians, n }: PairComparison) => [
  ...[`${first} → ${second}`, difference.estimate, difference.low, difference.high],
  ...[relative, delta, correctedP, ...medians, ...n],
];

const sentences = ({ pairs }: ComparisonFigures): Section[] => [
  { kind: 'text', title: 'In words', text: pairs.map(({ sentence }) => sentence).join('\n\n') },
  { kind: 'text', title: 'How to read it', text: HOW_TO_READ },
];

const HOW_TO_READ =
  'Median: where other factors vary, the mean of the medians of their combinations. Low and high: the 95 % bootstrap interval of B - A, what the medians ' +
  'differ by; of three or four values a level, it is right in about 90 % of cases. ' +
  "Delta is Cliff's: of all pairs of a value of each level, the part in which the second is greater less the part in which it is smaller; 1 and -1: in all of them, " +
  '0: in as many as not. Values are only paired under the same combination of the other factors. p: how often a delta as far from 0 would come about if the ' +
  'level made no difference (a permutation test), corrected by Holm’s method where there are several pairs of levels.';
