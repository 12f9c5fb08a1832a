import { formatDuration, significant } from '../core/units.ts';
import type { Report, Section, SeriesSection, TableSection, Unit } from '../report/report.ts';
import { durationOf, type Resource, type Trace } from '../trace/trace.ts';
import { fidelitySections } from './fidelity-table.ts';
import type { ReplayFacts } from './result.ts';

/** A run's figures and pictures, as data: the fidelity table first, then what was asked and achieved over time, resource by resource. */
export const replayReport = (facts: ReplayFacts): Report => ({
  title: `Replay of ${facts.plan.name}`,
  sections: [
    ...fidelitySections(facts.fidelity, durationOf(facts.target)),
    latenessTable(facts),
    ...notes(facts),
    ...facts.plan.resources.map((resource) => series(facts, resource)),
  ],
});

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
