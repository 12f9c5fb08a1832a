import type { Report, Section } from '../../../report/report.ts';
import { histogramSections, LATENCY_COLUMNS, latencyCells } from '../../latency-sections.ts';
import { delayOverTime } from '../delay-over-time.ts';
import { outageSections } from '../outage-table.ts';
import type { ListenerFigures } from './figures.ts';

/** Outages, what arrived, and the time between arrivals. */
export const listenerReport = (figures: ListenerFigures): Report => ({
  title: `Listener at UDP port ${figures.port}`,
  sections: [
    ...outageSections(figures.outages, figures.outageCount),
    arrivalTable(figures),
    { kind: 'table', title: 'Delays', columns: LATENCY_COLUMNS, rows: [latencyCells(figures.delay)] },
    ...overTime(figures),
    ...histogramSections('Delays between arrivals', figures.delay),
  ],
});

const arrivalTable = (figures: ListenerFigures): Section => ({
  kind: 'table',
  title: 'Datagrams',
  columns: COLUMNS.map((name) => ({ name })),
  rows: [COLUMNS.map((name) => figures[name])],
});

const COLUMNS = ['received', 'lost', 'duplicates', 'reordered', 'ignored', 'others'] as const;

const overTime = ({ seconds }: ListenerFigures): Section[] =>
  seconds.length === 0 ? [] : [delayOverTime(seconds, 'arrivals')];
