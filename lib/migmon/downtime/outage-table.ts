import type { Section } from '../../report/report.ts';
import type { Outage } from './outage.ts';

/** More than these are not read. */
const MOST_ROWS = 50;

/** The outages of a run as a table, the longest where there are many; a sentence where there is none. @param count of all */
export function outageSections(outages: readonly Outage[], count: number): Section[] {
  if (count === 0) return [{ kind: 'text', title: 'Outages', text: 'None.' }];
  const shown = outages.length > MOST_ROWS ? longest(outages) : outages;
  const rest = count - shown.length;
  const note: Section[] =
    rest > 0 ? [{ kind: 'text', text: `The longest of ${count}: ${rest} are left out here.` }] : [];
  return [table(shown), ...note];
}

const longest = (outages: readonly Outage[]): readonly Outage[] =>
  [...outages]
    .sort((a, b) => b.length - a.length)
    .slice(0, MOST_ROWS)
    .sort((a, b) => a.start - b.start);

const table = (outages: readonly Outage[]): Section => ({
  kind: 'table',
  title: 'Outages',
  columns: [
    { name: 'start', unit: 's' },
    { name: 'end', unit: 's' },
    { name: 'length', unit: 's' },
    { name: 'packets lost' },
    { name: 'not watched' },
    { name: '' },
  ],
  rows: outages.map(({ start, end, length, lost, unwatched, over }) => [
    start,
    end,
    length,
    lost,
    unwatched,
    over ? '' : 'goes on',
  ]),
});
