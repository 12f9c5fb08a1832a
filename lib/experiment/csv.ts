import type { Unit } from '../report/report.ts';
import type { ExperimentFacts } from './facts.ts';
import { OWN_COLUMNS } from './own-columns.ts';
import type { Trial } from './trial.ts';

type Cell = string | number | boolean;

/** Tidy CSV: a row a trial, warm-ups first; what was not recorded is empty. */
export function csv({ design, names, units, trials, warmUps }: ExperimentFacts): string {
  const factors = Object.keys(design.factors);
  const head = [
    ...OWN_COLUMNS.slice(0, 2),
    ...factors,
    ...names.map((name) => columnName(name, units[name])),
    ...ABOUT,
  ];
  const row = (trial: Trial): Cell[] => [
    trial.trial,
    trial.repetition,
    ...factors.map((factor) => trial.condition[factor]!),
    ...names.map((name) => trial.measures[name]!),
    ...aboutOf(trial),
  ];
  return [head, ...[...warmUps, ...trials].map(row)].map((cells) => `${cells.map(text).join(',')}\n`).join('');
}

/** But the first two, which stand before the factors. */
const ABOUT = OWN_COLUMNS.slice(2);

const aboutOf = ({ seconds, others, load, startedAt, run, seed, status, warmUp }: Trial): Cell[] => [
  ...[seconds, others, load.before, load.after],
  ...[startedAt, run, seed, warmUp ? 'warm-up' : status],
];

/** @example columnName('downtime', 's') // 'downtime_s' */
export function columnName(name: string, unit: Unit = ''): string {
  const suffix = unit.replaceAll('/', '_per_').replaceAll(/[^A-Za-z0-9_]+/g, '_');
  return suffix === '' || name === suffix || name.endsWith(`_${suffix}`) ? name : `${name}_${suffix}`;
}

/** RFC 4180: quotation marks around what has a comma, quotation mark or line break; those within are doubled. */
function text(cell: Cell): string {
  if (typeof cell === 'number') return Number.isNaN(cell) ? '' : String(cell);
  return /[",\r\n]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : String(cell);
}
