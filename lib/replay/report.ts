import { formatDuration, formatSize, significant } from '../core/units.ts';
import type { Report, Section, SeriesSection, TableSection, Unit } from '../report/report.ts';
import { durationOf, type Resource, type Trace } from '../trace/trace.ts';
import type { ResourceFidelity } from './fidelity.ts';
import type { ReplayFacts } from './result.ts';

/** A run's figures and pictures, as data: the fidelity table first, then what was asked and achieved over time, resource by resource. */
export const replayReport = (facts: ReplayFacts): Report => ({
  title: `Replay of ${facts.plan.name}`,
  sections: [
    fidelityTable(facts),
    latenessTable(facts),
    ...notes(facts),
    ...facts.plan.resources.map((resource) => series(facts, resource)),
  ],
});

function fidelityTable({ fidelity, target }: ReplayFacts): TableSection {
  const total = (resource: Resource) => (value: number) => amount(value, resource, durationOf(target));
  const rows = Object.entries(fidelity) as [Resource, ResourceFidelity][];
  return {
    kind: 'table',
    title: 'Fidelity',
    columns: [{ name: 'resource' }, ...FIGURES.map(({ name, unit }) => ({ name, unit })), { name: 'measured by' }],
    rows: rows.map(([resource, figures]) => [
      resource,
      ...FIGURES.map(({ of }) => of(figures, total(resource))),
      figures.measuredBy,
    ]),
  };
}

const FIGURES: readonly {
  name: string;
  unit?: Unit;
  of: (figures: ResourceFidelity, total: (value: number) => string) => number | string;
}[] = [
  { name: 'target', of: ({ target }, total) => total(target) },
  { name: 'achieved', of: ({ achieved }, total) => total(achieved) },
  { name: 'error', unit: 'fraction', of: ({ totalRatio }) => totalRatio - 1 },
  { name: 'WAPE', unit: 'fraction', of: ({ wape }) => wape },
  { name: 'r', of: ({ r }) => r },
];

/** A total for people: core-seconds, the mean of the memory in use, bytes. */
function amount(total: number, resource: Resource, seconds: number): string {
  if (resource === 'cpu') return `${significant(total)} core-s`;
  return resource === 'memory' ? `${formatSize(total / seconds)} mean` : formatSize(total);
}

function latenessTable({ lateness, completed, steps, startedAt }: ReplayFacts): TableSection {
  return {
    kind: 'table',
    title: 'Steps',
    columns: [
      { name: 'run' },
      { name: 'of' },
      { name: 'late: median', unit: 's' },
      { name: 'p99', unit: 's' },
      { name: 'max', unit: 's' },
      { name: 'started' },
    ],
    rows: [[completed, steps, lateness.median, lateness.p99, lateness.max, startedAt]],
  };
}

function notes({ plan, notes: said }: ReplayFacts): Section[] {
  const adjusted = plan.adjustments.map(
    ({ resource, how, before, after }) =>
      `${resource}: ${how === 'fit' ? 'scaled' : 'clipped'} to what is there, ${significant((100 * after) / before)} % of the recording is asked`,
  );
  const subtracted = plan.subtracted
    ? [
        `CPU overhead taken off; ${significant(plan.subtracted.clipped)} core-s could not be, and for ${formatDuration(plan.subtracted.uncoveredSeconds)} there was no recording of it`,
      ]
    : [];
  const all = [...plan.notes, ...adjusted, ...subtracted, ...said];
  return all.length === 0 ? [] : [{ kind: 'text', title: 'Notes', text: all.join('\n\n') }];
}

function series({ target, achieved }: ReplayFacts, resource: Resource): SeriesSection {
  const unit: Unit = resource === 'cpu' ? 'cores' : resource === 'memory' ? 'bytes' : 'bytes/s';
  const values = (trace: Trace) =>
    Array.from(trace[resource], (value, step) =>
      unit === 'bytes/s' ? value / (trace.interval[step] as number) : value,
    );
  const lines = [
    { name: 'target', values: values(target), style: 'area' as const },
    { name: 'achieved', values: values(achieved) },
  ];
  return { kind: 'series', title: resource, unit, x: ends(target), lines };
}

function ends({ interval }: Trace): number[] {
  let sum = 0;
  return Array.from(interval, (seconds) => (sum += seconds));
}
