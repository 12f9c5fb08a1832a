import type { Report, Section } from '../../../report/report.ts';
import { histogramSections, LATENCY_COLUMNS, latencyCells, latencyOverTime } from '../../latency-sections.ts';
import { bandwidthOverTime } from '../bandwidth-over-time.ts';
import type { DestinationFigures } from './figures.ts';
import type { DestinationSecond } from './second.ts';
import type { SourceOutcome } from './sources.ts';

/** More charts than this are not looked at. */
const MOST_CHARTED = 8;

/** What came to a destination: from each source in all and over time, and the latencies of all. */
export const destinationReport = (figures: DestinationFigures): Report => ({
  title: `Destination of ${figures.sources.length} ${figures.sources.length === 1 ? 'source' : 'sources'}`,
  sections: [
    receivedTable(figures),
    ...latencyTable(figures),
    ...problems(figures),
    ...figures.sources.slice(0, MOST_CHARTED).flatMap((source) => overTime(source, figures)),
    ...histogramSections('Latencies', figures.latency),
  ],
});

const receivedTable = ({ sources }: DestinationFigures): Section => ({
  kind: 'table',
  title: 'Received',
  columns: [
    { name: 'source' },
    { name: 'peer' },
    { name: 'time', unit: 's' },
    { name: 'bytes', unit: 'bytes' },
    { name: 'bandwidth', unit: 'bytes/s' },
    { name: 'pages' },
  ],
  rows: sources.map(({ source, peer, elapsed, bytes, bandwidth, pages }) => [
    source,
    peer,
    elapsed,
    bytes,
    bandwidth,
    pages,
  ]),
});

function latencyTable({ sources, latency }: DestinationFigures): Section[] {
  if (latency.count === 0) return [];
  const rows = sources.map((source) => [String(source.source), ...latencyCells(source.latency)]);
  const all = ['all', ...latencyCells(latency)];
  const columns = [{ name: 'source' }, ...LATENCY_COLUMNS];
  return [{ kind: 'table', title: 'Latency of requested pages', columns, rows: [...rows, all] }];
}

const problems = ({ sources }: DestinationFigures): Section[] =>
  sources.flatMap(({ source, error }) =>
    error === undefined ? [] : [{ kind: 'text', text: `Source ${source} was disconnected: ${error}.` } as const],
  );

function overTime({ source }: SourceOutcome, { seconds, sources }: DestinationFigures): Section[] {
  const own = seconds.filter((second) => second.source === source);
  const titled = (title: string) => (sources.length === 1 ? title : `${title} of source ${source}`);
  const requested = own.some(({ count }) => count > 0);
  return [...charted(own, titled('Bandwidth')), ...(requested ? [latencyOverTime(titled('Latency'), own)] : [])];
}

const charted = (seconds: readonly DestinationSecond[], title: string): Section[] =>
  seconds.length === 0 ? [] : [bandwidthOverTime(title, seconds)];
