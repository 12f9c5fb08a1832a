import { formatDuration } from '../../core/units.ts';
import type { Report, SeriesSection, TableSection, TextSection, Unit } from '../../report/report.ts';
import { RESOURCE_NAMES, RESOURCE_UNITS } from '../../report/resources.ts';
import type { ScheduledResource } from '../columns.ts';
import { amountColumns, amountTitle } from './amount-columns.ts';
import type { LiveFigures } from './live-figures.ts';
import type { LiveResourceHistory } from './live-history.ts';
import { faultSections } from './period-report.ts';

/** More lines than this are no longer told apart: the VMs that used the most are drawn. */
const MOST_LINES = 6;

/** A live run as tables: means by VM, and what went wrong. */
export function liveTables(figures: LiveFigures): Report {
  const { policy, predictor, names, seconds } = figures;
  const vms = names.length === 1 ? '1 VM' : `${names.length} VMs`;
  const dry = figures.dryRun ? ' (dry run: nothing was set)' : '';
  return {
    title: `${policy}, ${predictor}: ${vms} for ${formatDuration(seconds)}${dry}`,
    sections: [
      summaryOf(figures),
      ...figures.resources.map((each) => byVm(figures, each)),
      ...faultSections(figures.faults),
    ],
  };
}

/** The tables, and, over time, what VMs were granted, used and had earned. */
export function liveReport(figures: LiveFigures): Report {
  const { title, sections } = liveTables(figures);
  return { title, sections: [...sections, ...liveCharts(figures, ['grant', 'used', 'credit'])] };
}

/** A picture: grants and use over time. */
export const liveChart = (figures: LiveFigures): Report => ({
  title: liveTables(figures).title,
  sections: liveCharts(figures, ['grant', 'used']),
});

function summaryOf({ fairness, periods, interval }: LiveFigures): TextSection {
  const index = Number.isNaN(fairness.jain)
    ? ''
    : ` Jain's index of use as a part of the grant: ${fairness.jain.toFixed(4)}.`;
  return { kind: 'text', text: `${periods} periods of ${formatDuration(interval)}.${index}` };
}

function byVm({ names, vms, history }: LiveFigures, resource: ScheduledResource): TableSection {
  const { used, grant, template } = vms;
  return {
    kind: 'table',
    title: amountTitle(resource),
    columns: [
      { name: 'VM' },
      ...amountColumns(resource, ['mean used', 'granted', 'template']),
      { name: 'used of grant', unit: 'fraction' },
      ...amountColumns(resource, ['credit']),
    ],
    rows: names.map((name, vm) => [
      name,
      ...[used, grant, template].map((each) => each[resource][vm]),
      used[resource][vm] / grant[resource][vm],
      lastOf(history[resource]?.credit[vm]),
    ]),
  };
}

const lastOf = (column: Float64Array | undefined): number =>
  column?.findLast((value) => !Number.isNaN(value)) ?? Number.NaN;

const TITLES = { grant: 'granted', used: 'used', credit: 'credit' } as const;

function liveCharts(figures: LiveFigures, what: readonly (keyof typeof TITLES)[]): SeriesSection[] {
  if (figures.periods === 0) return [];
  return figures.resources.flatMap((resource) => what.map((each) => chartOf(figures, resource, each)));
}

function chartOf(
  figures: LiveFigures,
  resource: ScheduledResource,
  what: keyof LiveResourceHistory & keyof typeof TITLES,
): SeriesSection {
  const { history, names } = figures;
  return {
    kind: 'series',
    title: `${RESOURCE_NAMES[resource]}: ${TITLES[what]} by VM`,
    unit: RESOURCE_UNITS[resource] as Unit,
    x: [...history.end],
    start: history.start[0],
    lines: greatest(figures, resource).map((vm) => ({
      name: names[vm],
      values: [...(history[resource]?.[what][vm] ?? [])],
    })),
  };
}

function greatest({ names, vms }: LiveFigures, resource: ScheduledResource): number[] {
  const mean = (vm: number) => vms.used[resource][vm] || 0;
  const sorted = [...names.keys()].sort((one, other) => mean(other) - mean(one));
  return sorted.slice(0, MOST_LINES).sort((one, other) => one - other);
}
