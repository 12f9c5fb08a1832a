import type { Report, Section } from '../../../report/report.ts';
import { histogramSections, LATENCY_COLUMNS, latencyCells, latencyOverTime } from '../../latency-sections.ts';
import { DOWNTIME_PORT } from '../defaults.ts';
import { delayOverTime } from '../delay-over-time.ts';
import { outageSections } from '../outage-table.ts';
import type { DowntimeFigures } from './figures.ts';

/** Outages, what became of the requests, how long answers took, and how far the client itself can be trusted. */
export const downtimeReport = (figures: DowntimeFigures): Report => ({
  title: `Downtime of ${figures.spec.guest}`,
  sections: [
    ...outageSections(figures.outages, figures.outageCount),
    requestTable(figures),
    ...nobodyThere(figures),
    latencyTable(figures),
    ownLateness(figures),
    ...overTime(figures),
    ...histogramSections('Round trips', figures.roundTrip),
  ],
});

const requestTable = (figures: DowntimeFigures): Section => ({
  kind: 'table',
  title: 'Requests',
  columns: REQUEST_COLUMNS.map((name) => ({ name })),
  rows: [REQUEST_COLUMNS.map((name) => figures[name])],
});

const REQUEST_COLUMNS = [
  'sent',
  'answered',
  'lost',
  'pending',
  'duplicates',
  'reordered',
  'overdue',
  'refused',
] as const;

const nobodyThere = ({ answered, refused, spec: { guest, port = DOWNTIME_PORT } }: DowntimeFigures): Section[] =>
  answered > 0 || refused === 0
    ? []
    : [
        {
          kind: 'text',
          text: `Refused: nothing listens at UDP port ${port} of ${guest}, or no way leads there. In the guest: migmon.echoServer({ host: '0.0.0.0' }).run()`,
        },
      ];

const latencyTable = ({ roundTrip, corrected, lateness }: DowntimeFigures): Section => ({
  kind: 'table',
  title: 'Round trips',
  columns: [{ name: '' }, ...LATENCY_COLUMNS],
  rows: [
    ['since sent', ...latencyCells(roundTrip)],
    ['since due', ...latencyCells(corrected)],
    ['own lateness', ...latencyCells(lateness)],
  ],
});

const ownLateness = ({ late, skipped, sent }: DowntimeFigures): Section => ({
  kind: 'text',
  text: `${late} of ${sent} sends were late by over a tenth of the interval (50 us at least); ${skipped} were left out for it.`,
});

const overTime = ({ seconds }: DowntimeFigures): Section[] =>
  seconds.length === 0 ? [] : [delayOverTime(seconds, 'answers'), latencyOverTime('Round trip', seconds)];
