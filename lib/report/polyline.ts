import type { Line, SeriesSection } from './report.ts';

/** Points from left to right, `x[i]` and `y[i]`. A `NaN` in `y` lifts the pen. */
export interface Polyline {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** The points that draw one line of a series: one a value, or two a step. */
export function polyline(series: SeriesSection, { values }: Line): Polyline {
  const y = Float64Array.from(values, (value) => (Number.isFinite(value) ? value : Number.NaN));
  if (series.shape === 'line') return { x: Float64Array.from(series.x), y };
  const begin = (step: number) => (step === 0 ? (series.start ?? 0) : series.x[step - 1]!);
  return {
    x: Float64Array.from({ length: 2 * y.length }, (_, point) =>
      point % 2 === 0 ? begin(point / 2) : series.x[(point - 1) / 2]!,
    ),
    y: Float64Array.from({ length: 2 * y.length }, (_, point) => y[Math.floor(point / 2)]!),
  };
}
