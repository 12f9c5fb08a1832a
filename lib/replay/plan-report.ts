import { formatCoreSeconds, formatDuration, significant } from '../core/units.ts';
import { paragraphs } from '../report/paragraphs.ts';
import type { Report } from '../report/report.ts';
import { traceReport } from '../report/trace-report.ts';
import { durationOf } from '../trace/trace.ts';
import { amount } from './amount.ts';
import type { Plan } from './plan.ts';
import { type Adjustment, describeUnreachable } from './reach.ts';

/** What a replay would do, as people read it: what is out of reach, what to know, and what is asked of each resource. */
export const planReport = (plan: Plan): Report => ({
  title: `Plan of ${plan.name}: ${plan.target.interval.length} steps, ${formatDuration(durationOf(plan.target))}`,
  sections: [
    ...paragraphs('Out of reach of this machine', plan.unreachable.map(describeUnreachable)),
    ...paragraphs('Notes', planNotes(plan)),
    ...traceReport(plan.target).sections,
  ],
});

/** What was done to the recording to get at the plan, a sentence each. */
export function planNotes({ target, notes, adjustments, subtracted }: Plan): string[] {
  const adjusted = adjustments.map((adjustment) => describeAdjustment(adjustment, durationOf(target)));
  if (subtracted === undefined) return [...notes, ...adjusted];
  const clipped = `${formatCoreSeconds(subtracted.clipped)} could not be`;
  const uncovered = `for ${formatDuration(subtracted.uncoveredSeconds)} there was no recording of it`;
  return [...notes, ...adjusted, `CPU overhead taken off; ${clipped}, and ${uncovered}`];
}

/** Both totals are told: a figure of a run that was made smaller is not one of the recording. */
function describeAdjustment({ resource, how, before, after }: Adjustment, seconds: number): string {
  const [recorded, asked] = [before, after].map((total) => amount(total, resource, seconds));
  const share = significant((100 * after) / before);
  return `${resource}: ${how === 'fit' ? 'scaled' : 'clipped'} to what is there: ${asked} of the recording's ${recorded} (${share} %)`;
}
