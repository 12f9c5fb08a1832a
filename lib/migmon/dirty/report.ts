import { formatSize } from '../../core/units.ts';
import type { Line, Report, Section, SeriesSection } from '../../report/report.ts';
import { histogramSections, LATENCY_COLUMNS, latencyCells, latencyOverTime } from '../latency-sections.ts';
import type { DirtyFigures } from './figures.ts';
import { patternName } from './pattern.ts';
import type { DirtySecond } from './second.ts';

/** What was dirtied: in all, over time, how evenly, and how long accesses took. */
export const dirtyReport = (figures: DirtyFigures): Report => ({
  title: `Dirty memory: ${formatSize(figures.spec.size)}, ${patternName(figures.spec.pattern)}`,
  sections: [dirtiedTable(figures), ...evenness(figures), ...overTime(figures), ...latencySections(figures)],
});

const dirtiedTable = ({ elapsed, bytes, rate, cpu }: DirtyFigures): Section => ({
  kind: 'table',
  title: 'Dirtied',
  columns: [
    { name: 'time', unit: 's' },
    { name: 'bytes', unit: 'bytes' },
    { name: 'rate', unit: 'bytes/s' },
    { name: 'CPU', unit: 'cores' },
  ],
  rows: [[elapsed, bytes, rate, cpu / elapsed]],
});

function evenness({ spec, windows: { judged, even, kept }, givenUp }: DirtyFigures): Section[] {
  if (spec.rate === undefined) return [];
  const columns = [
    { name: 'of 10 ms' },
    { name: 'within 10 %', unit: 'fraction' },
    { name: 'kept from running' },
    { name: 'given up', unit: 'bytes' },
  ];
  return [{ kind: 'table', title: 'Evenness', columns, rows: [[judged + kept, even / judged, kept, givenUp]] }];
}

function overTime({ spec, seconds }: DirtyFigures): Section[] {
  if (seconds.length === 0) return [];
  const rate = { name: 'rate', values: seconds.map((second) => second.rate) };
  const load = { name: 'load', values: seconds.map((second) => second.load) };
  return [
    series('Dirty rate', 'bytes/s', { seconds, lines: [...targetOf(spec.rate, seconds), rate] }),
    series('Load', 'fraction', { seconds, lines: [load] }),
  ];
}

const series = (
  title: string,
  unit: string,
  { seconds, lines }: { readonly seconds: readonly DirtySecond[]; readonly lines: readonly Line[] },
): SeriesSection => ({ kind: 'series', title, unit, x: seconds.map(({ at }) => at), lines });

const targetOf = (rate: DirtyFigures['spec']['rate'], seconds: readonly DirtySecond[]): Line[] =>
  typeof rate === 'number' ? [{ name: 'target', style: 'area', values: seconds.map(() => rate) }] : [];

function latencySections({ latency, timing, seconds }: DirtyFigures): Section[] {
  if (timing === undefined || latency.count === 0) return [];
  return [
    { kind: 'table', title: 'Latency', columns: LATENCY_COLUMNS, rows: [latencyCells(latency)] },
    {
      kind: 'text',
      text: `Timed by ${timing.clock}, which takes ${(timing.cost * 1e9).toFixed(1)} ns of each access itself.`,
    },
    ...(seconds.length === 0 ? [] : [latencyOverTime('Latency over time', seconds.map(latencyFigures))]),
    ...histogramSections('Access time', latency),
  ];
}

const latencyFigures = ({ at, latency }: DirtySecond) => ({
  at,
  p50: latency?.percentile(50) ?? Number.NaN,
  p99: latency?.percentile(99) ?? Number.NaN,
  maximum: latency?.maximum ?? Number.NaN,
});
