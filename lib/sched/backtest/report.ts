import type { Column, Report, TableSection, Unit } from '../../report/report.ts';
import type { ScheduledResource } from '../columns.ts';
import type { BacktestFacts, BacktestRow } from './facts.ts';

const UNITS: Readonly<Record<ScheduledResource, Unit>> = {
  cpu: 'cores',
  memory: 'bytes',
  read: 'bytes/s',
  write: 'bytes/s',
};

/** A table for each resource of each VM, a row a predictor in the order they were given in: losers are shown. */
export function backtestReport({ rows, warmup }: BacktestFacts): Report {
  const groups = groupsOf(rows);
  return {
    title: 'Backtest',
    sections: [...[...groups].map(([title, group]) => table(title, group)), { kind: 'text', text: notes(warmup) }],
  };
}

function groupsOf(rows: readonly BacktestRow[]): Map<string, BacktestRow[]> {
  const groups = new Map<string, BacktestRow[]>();
  for (const row of rows) {
    const title = `${row.resource} of ${row.vm}`;
    groups.set(title, [...(groups.get(title) ?? []), row]);
  }
  return groups;
}

const table = (title: string, rows: readonly BacktestRow[]): TableSection => ({
  kind: 'table',
  title,
  columns: columnsFor(UNITS[rows[0]!.resource]),
  rows: rows.map((row) => [
    row.predictor,
    row.mape,
    row.wape,
    row.underPrediction,
    row.overPrediction,
    row.rmse,
    row.bias,
    row.steps,
    row.mapeSteps,
  ]),
});

const columnsFor = (unit: Unit): Column[] => [
  { name: 'predictor' },
  { name: 'MAPE', unit: 'fraction' },
  { name: 'WAPE', unit: 'fraction' },
  { name: 'under', unit: 'fraction' },
  { name: 'over', unit: 'fraction' },
  { name: 'RMSE', unit },
  { name: 'bias', unit },
  { name: 'steps' },
  { name: 'in MAPE' },
];

const notes = (warmup: number): string =>
  `Not judged: the first ${warmup === 1 ? 'step' : `${warmup} steps`} of each. under, over: what was used above, and predicted ` +
  'above, as a share of all that was used; together they are WAPE. bias: the mean of estimate less use. MAPE leaves out steps ' +
  'with less than 1 % of the mean use.';
