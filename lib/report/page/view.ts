import { type Polyline, polyline } from '../polyline.ts';
import type { Line, SeriesSection } from '../report.ts';
import { createExtremes, type Extremes, extremesIn } from './extremes.ts';
import { firstNotBelow } from './first-not-below.ts';

/** The stretch of time that is seen, in s, and over how many pixels. */
export interface View {
  readonly low: number;
  readonly high: number;
  readonly pixels: number;
}

/** A line with what it takes to find its peaks. */
export interface DrawnLine {
  readonly section: SeriesSection;
  readonly line: Line;
  readonly extremes: Extremes;
}

export const createDrawnLine = (section: SeriesSection, line: Line): DrawnLine => ({
  section,
  line,
  extremes: createExtremes(line.values.map((value) => (Number.isFinite(value) ? value : Number.NaN))),
});

/** True where more points are seen than can be told apart. */
export const isDense = ({ section: { x } }: DrawnLine, { low, high, pixels }: View): boolean =>
  firstNotBelow(x, high) - firstNotBelow(x, low) > 2 * pixels;

/**
 * The points that draw the part of a line that is seen: all of them where there is room, else two a pixel, the least and the
 * greatest value within it, so that no peak is lost at any zoom.
 */
export const pointsIn = (drawn: DrawnLine, view: View): Polyline =>
  isDense(drawn, view) ? peaks(drawn, view) : everyPoint(drawn, view);

/** With one more on each side, whose lines reach into the view. */
function everyPoint({ section, line }: DrawnLine, { low, high }: View): Polyline {
  const from = Math.max(0, firstNotBelow(section.x, low) - 1);
  const to = firstNotBelow(section.x, high) + 2;
  const start = from === 0 ? section.start : section.x[from - 1];
  return polyline(
    { ...section, start, x: section.x.slice(from, to) },
    { ...line, values: line.values.slice(from, to) },
  );
}

function peaks(drawn: DrawnLine, { low, high, pixels }: View): Polyline {
  const width = (high - low) / Math.ceil(pixels);
  const [x, y]: [number[], number[]] = [[], []];
  for (let column = 0; column < Math.ceil(pixels); column++) {
    const range = extremesBetween(drawn, low + column * width, low + (column + 1) * width);
    if (range === undefined) continue;
    // The nearer of the two first, so that the line to the next column does not cross this one again.
    const rises = y.at(-1)! <= (range[0] + range[1]) / 2;
    x.push(low + (column + 0.5) * width, low + (column + 0.5) * width);
    y.push(...(rises ? range : range.toReversed()).map((value) => (Number.isFinite(value) ? value : Number.NaN)));
  }
  return { x: Float64Array.from(x), y: Float64Array.from(y) };
}

/** Of what lies in a column of pixels; undefined where no point does, and a line passes over it. A step holds until its end, so it is there. */
function extremesBetween({ section: { x, shape }, extremes }: DrawnLine, low: number, high: number) {
  const from = firstNotBelow(x, low);
  const to = Math.min(x.length, firstNotBelow(x, high) + (shape === 'line' ? 0 : 1));
  return from < to ? extremesIn(extremes, from, to) : undefined;
}
