import type { Polyline } from './polyline.ts';

/**
 * Fewer points that draw the same picture: of those within one pixel's width the first, the least, the greatest and the last
 * (M4: Jugel, Jerzak, Hackenbroich and Markl, "M4: a visualization-oriented time series data aggregation", PVLDB 7, 2014).
 * No peak and no trough is lost. A gap between pixels stays a gap; one inside a pixel could not be seen.
 *
 * @param range `[low, high]` of x that `pixels` are spread over
 * @returns at most 6 points a pixel; the line itself when it has no more than that
 * @example downsample(polyline(series, line), [0, 600], 720)
 */
export function downsample(line: Polyline, [low, high]: readonly [number, number], pixels: number): Polyline {
  if (line.x.length <= 6 * pixels) return line;
  const pixelOf = (point: number) => Math.floor(((line.x[point]! - low) / (high - low)) * pixels);
  const kept: number[] = [];
  for (let from = 0, to = 0; from < line.x.length; from = to) {
    while (to < line.x.length && pixelOf(to) === pixelOf(from)) to += 1;
    kept.push(...representatives(line.y, from, to));
  }
  return {
    x: Float64Array.from(kept, (point) => line.x[point]!),
    y: Float64Array.from(kept, (point) => line.y[point]!),
  };
}

/** Of the points `from` up to `to`: first, least, greatest and last, and the gaps before and after them; in order. */
function representatives(y: Float64Array, from: number, to: number): number[] {
  let [first, least, greatest, last] = [-1, -1, -1, -1];
  for (let point = from; point < to; point++) {
    const value = y[point]!;
    if (Number.isNaN(value)) continue;
    if (first < 0) first = least = greatest = point;
    if (value < y[least]!) least = point;
    if (value > y[greatest]!) greatest = point;
    last = point;
  }
  if (first < 0) return [from];
  const before = first > from ? [from] : [];
  const after = last < to - 1 ? [to - 1] : [];
  return [...before, ...new Set([first, Math.min(least, greatest), Math.max(least, greatest), last]), ...after];
}
