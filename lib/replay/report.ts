import { amounts } from '../report/amounts.ts';
import { endsOf } from '../report/ends-of.ts';
import { paragraphs } from '../report/paragraphs.ts';
import type { Report, SeriesSection, TableSection } from '../report/report.ts';
import { RESOURCE_UNITS } from '../report/resources.ts';
import { durationOf, type Resource } from '../trace/trace.ts';
import { fidelitySections } from './fidelity-table.ts';
import { planNotes } from './plan-report.ts';
import type { ReplayFacts } from './result.ts';

/** A run's figures and pictures, as data: the fidelity table first, then what was asked and achieved over time, resource by resource. */
export const replayReport = (facts: ReplayFacts): Report => ({
  title: `Replay of ${facts.plan.name}`,
  sections: [
    ...fidelitySections(facts.fidelity, durationOf(facts.target)),
    latenessTable(facts),
    ...paragraphs('Notes', [...planNotes(facts.plan), ...facts.notes]),
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

function series({ target, achieved }: ReplayFacts, resource: Resource): SeriesSection {
  const lines = [
    { name: 'target', values: amounts(target, resource), style: 'area' as const },
    { name: 'achieved', values: amounts(achieved, resource) },
  ];
  return { kind: 'series', title: resource, unit: RESOURCE_UNITS[resource], x: endsOf(target.interval), lines };
}
