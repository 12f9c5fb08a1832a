import { formatDuration } from '../core/units.ts';
import type { Report } from '../report/report.ts';
import type { ExperimentPlan } from './plan.ts';

/** The trials in their order, as people read it. */
export function planReport({ name, directory, trials, estimate }: ExperimentPlan): Report {
  const factors = Object.keys(trials[0]?.condition ?? {});
  return {
    title: `Plan of experiment ${name}: ${trials.length} trials`,
    sections: [
      { kind: 'text', text: `${progress(trials.filter(({ done }) => done).length, estimate)}\nKept in ${directory}` },
      {
        kind: 'table',
        columns: [{ name: 'trial' }, { name: 'block' }, ...factors.map((factor) => ({ name: factor })), { name: '' }],
        rows: trials.map(({ trial, repetition, warmUp, condition, done }) => [
          trial,
          repetition,
          ...factors.map((factor) => String(condition[factor])),
          [...(warmUp ? ['warm-up'] : []), ...(done ? ['done'] : [])].join(', '),
        ]),
      },
    ],
  };
}

const progress = (done: number, estimate: number): string =>
  Number.isNaN(estimate)
    ? 'How long it takes is known when the first trial is done.'
    : `${done} done; the others take about ${formatDuration(estimate)}.`;
