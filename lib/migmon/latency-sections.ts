/**
 * Latencies as a report shows them.
 */
import type { Column, Section, SeriesSection } from '../report/report.ts';

/** What of a Latency is shown; times in µs. */
interface Latency {
  readonly count: number;
  readonly average: number;
  readonly maximum: number;
  percentile(percent: number): number;
  histogram(): { readonly edges: readonly number[]; readonly counts: readonly number[] };
}

const PERCENTILES = [50, 99, 99.9] as const;

/** The columns of a table of latencies: how many, their average, percentiles and maximum. */
export const LATENCY_COLUMNS: readonly Column[] = [
  { name: 'count' },
  { name: 'average', unit: 's' },
  ...PERCENTILES.map((percent) => ({ name: `p${percent}`, unit: 's' })),
  { name: 'maximum', unit: 's' },
];

/** The cells under `LATENCY_COLUMNS`. */
export const latencyCells = (latency: Latency): number[] => [
  latency.count,
  ...[latency.average, ...PERCENTILES.map((percent) => latency.percentile(percent)), latency.maximum].map(
    fromMicroseconds,
  ),
];

/** A latency by itself: its percentiles, and how many took how long. */
export const latencySections = (latency: Latency): Section[] => [
  { kind: 'table', columns: LATENCY_COLUMNS, rows: [latencyCells(latency)] },
  ...histogramSections('How many took how long', latency),
];

/** How many took how long; nothing where nothing was recorded. */
export const histogramSections = (title: string, latency: Latency): Section[] =>
  latency.count === 0 ? [] : [{ kind: 'histogram', title, unit: 's', ...latency.histogram() }];

/** The latencies of a second, in µs. */
export interface LatencySecond {
  readonly at: number;
  readonly p50: number;
  readonly p99: number;
  readonly maximum: number;
}

export const latencyOverTime = (title: string, seconds: readonly LatencySecond[]): SeriesSection => ({
  kind: 'series',
  title,
  unit: 's',
  x: seconds.map(({ at }) => at),
  lines: (['p50', 'p99', 'maximum'] as const).map((name) => ({
    name,
    values: seconds.map((second) => fromMicroseconds(second[name])),
  })),
});

const fromMicroseconds = (microseconds: number): number => microseconds / 1e6;
