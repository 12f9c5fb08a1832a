import type { Line, Report, Section } from '../../../report/report.ts';
import { histogramSections, LATENCY_COLUMNS, latencyCells } from '../../latency-sections.ts';
import { bandwidthOverTime } from '../bandwidth-over-time.ts';
import type { SourceFigures } from './figures.ts';

/** What a source sent: in all, over time, and its own part of the latency of requested pages. */
export const sourceReport = (figures: SourceFigures): Report => ({
  title: `Source of ${streamsOf(figures)} to ${figures.spec.to}`,
  sections: [sentTable(figures), CLAIM, ...overTime(figures), ...servedSections(figures)],
});

const CLAIM: Section = {
  kind: 'text',
  text: 'As the source counts what it hands to its sockets; what arrived is counted by the destination.',
};

const streamsOf = ({ spec: { precopy, postcopy } }: SourceFigures): string =>
  [precopy && 'precopy', postcopy && 'postcopy'].filter(Boolean).join(' and ');

const sentTable = ({ elapsed, bytes, bandwidth, pages, requestedPages }: SourceFigures): Section => ({
  kind: 'table',
  title: 'Sent',
  columns: [
    { name: 'time', unit: 's' },
    { name: 'bytes', unit: 'bytes' },
    { name: 'bandwidth', unit: 'bytes/s' },
    { name: 'pages' },
    { name: 'requested' },
  ],
  rows: [[elapsed, bytes, bandwidth, pages, requestedPages]],
});

const overTime = (figures: SourceFigures): Section[] =>
  figures.seconds.length === 0 ? [] : [bandwidthOverTime('Bandwidth', figures.seconds, limitOf(figures))];

const limitOf = ({ spec: { bandwidth }, seconds }: SourceFigures): Line[] =>
  bandwidth === undefined ? [] : [{ name: 'limit', style: 'area', values: seconds.map(() => bandwidth) }];

function servedSections({ served }: SourceFigures): Section[] {
  if (served.count === 0) return [];
  return [
    { kind: 'table', title: 'Requested pages served', columns: LATENCY_COLUMNS, rows: [latencyCells(served)] },
    {
      kind: 'text',
      text: 'From reading a request to handing its page to the socket. The destination measures what a guest would wait.',
    },
    ...histogramSections('Serving time', served),
  ];
}
