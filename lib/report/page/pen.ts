import type { Polyline } from '../polyline.ts';

/** A point between two gaps, which as a line of no length would not be drawn. */
const DOT = 0.1;

/** A line whose points are in px as a canvas draws it; where `y` is `NaN` the pen is lifted. Not through the text of an SVG path: this is done for each frame. */
export function strokeOf({ x, y }: Polyline): Path2D {
  const path = new Path2D();
  for (let point = 0; point < x.length; point++) {
    if (Number.isNaN(y[point])) continue;
    if (begins(y, point)) path.moveTo(x[point]! - (ends(y, point) ? DOT : 0), y[point]!);
    if (!begins(y, point) || ends(y, point)) path.lineTo(x[point]!, y[point]!);
  }
  return path;
}

/** The same as areas down to the height `base`. */
export function fillOf({ x, y }: Polyline, base: number): Path2D {
  const path = new Path2D();
  for (let point = 0; point < x.length; point++) {
    if (Number.isNaN(y[point])) continue;
    if (begins(y, point)) path.moveTo(x[point]!, base);
    path.lineTo(x[point]!, y[point]!);
    if (ends(y, point)) path.lineTo(x[point]!, base);
  }
  return path;
}

const begins = (y: Float64Array, point: number): boolean => point === 0 || Number.isNaN(y[point - 1]);
const ends = (y: Float64Array, point: number): boolean => point === y.length - 1 || Number.isNaN(y[point + 1]);
