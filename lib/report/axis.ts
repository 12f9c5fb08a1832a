import { parseDuration } from '../core/units.ts';
import type { SeriesSection, Unit } from './report.ts';
import { headOf, scaleOf } from './scale.ts';
import { marks, roundNumbers, type Tick } from './ticks.ts';

/** A stretch of numbers in base units, with the places to mark. */
export interface Axis {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly Tick[];
  /** What it measures and in which unit: `'time (min)'`. */
  readonly head: string;
  readonly unit: string;
  /** Base units in one of its own: 60 for an axis in min. */
  readonly factor: number;
}

/** The axis of all values of a series. */
export const seriesAxis = (series: SeriesSection): Axis =>
  valueAxis(
    series,
    series.lines.map(({ values }) => values),
  );

/** The axis of some columns of values: from 0, unless there are negative ones, to a round number. */
export function valueAxis(
  { title, unit }: { title: string; unit: Unit },
  columns: readonly (readonly number[])[],
): Axis {
  const [low, high] = extent(columns);
  const scale = scaleOf(unit, [low, high]);
  const ticks = roundNumbers(low / scale.factor, high / scale.factor, 4);
  return {
    low: ticks[0]! * scale.factor,
    high: ticks.at(-1)! * scale.factor,
    head: headOf(title, scale),
    unit: scale.label,
    factor: scale.factor,
    ticks: marks(ticks, scale.factor),
  };
}

/** The axis of a series' time, as long as the series is. */
export const timeAxis = ({ x, start = 0 }: SeriesSection, most = 6): Axis =>
  timeAxisBetween(start, Math.max(x.at(-1) ?? 0, start), most);

/** The axis of a stretch of time, in s, with the marks that lie in it. */
export function timeAxisBetween(low: number, high: number, most: number): Axis {
  const unit = timeUnit(low, high);
  const factor = parseDuration(`1${unit}`);
  const ticks = ticksBetween([low, high], factor, most);
  return { low, high: high > low ? high : low + 1, head: `time (${unit})`, unit, factor, ticks };
}

/** The round numbers that lie within a stretch, in units of so many base units; two at least, for one says nothing of how long it is. */
export function ticksBetween([low, high]: readonly [number, number], factor: number, most: number): Tick[] {
  const within = (count: number) =>
    roundNumbers(low / factor, high / factor, count).filter((tick) => tick * factor >= low && tick * factor <= high);
  const ticks = within(most);
  return marks(ticks.length > 1 ? ticks : within(2 * most), factor);
}

function extent(columns: readonly (readonly number[])[]): [number, number] {
  let [low, high] = [0, 0];
  for (const values of columns)
    for (const value of values) {
      if (!Number.isFinite(value)) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  // Nothing is measured that finely; nearer to 0 a step between ticks could not be held by a float.
  return high - low > 1e-200 ? [low, high] : [0, 1];
}

/** Of a short stretch late in a long run, `3.2 s` reads better than `3200 ms`. */
function timeUnit(low: number, high: number): string {
  const span = high - low;
  if (span > 3 * 3600) return 'h';
  if (span > 900) return 'min';
  return high >= 1 || span === 0 ? 's' : scaleOf('s', [span]).label;
}
