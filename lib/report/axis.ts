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
    ticks: marks(ticks, scale.factor),
  };
}

/** The axis of a series' time, as long as the series is. */
export function timeAxis({ x, start = 0 }: SeriesSection, most = 6): Axis {
  const [low, high] = [start, Math.max(x.at(-1) ?? 0, start)];
  const unit = timeUnit(high - low);
  const factor = parseDuration(`1${unit}`);
  const inside = roundNumbers(low / factor, high / factor, most).filter(
    (tick) => tick * factor >= low && tick * factor <= high,
  );
  return { low, high: high > low ? high : low + 1, head: `time (${unit})`, unit, ticks: marks(inside, factor) };
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

function timeUnit(span: number): string {
  if (span > 3 * 3600) return 'h';
  if (span > 900) return 'min';
  return span >= 1 || span === 0 ? 's' : scaleOf('s', [span]).label;
}
