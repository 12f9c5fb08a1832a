import type { Polyline } from '../polyline.ts';
import { pixel } from './element.ts';

/** The commands that draw a line whose points are in px; where `y` is `NaN` the pen is lifted. */
export const linePath = (line: Polyline): string =>
  runs(line)
    .map((points) => `M${points.join('L')}${points.length === 1 ? 'h0' : ''}`)
    .join('');

/** The same as areas down to the height `base`. */
export const areaPath = (line: Polyline, base: number): string =>
  runs(line)
    .map((points) => {
      const [first, last] = [points[0]!.split(' ')[0], points.at(-1)!.split(' ')[0]];
      return `M${first} ${pixel(base)}L${points.join('L')}L${last} ${pixel(base)}Z`;
    })
    .join('');

/** The points between gaps, as `x y`. */
function runs({ x, y }: Polyline): string[][] {
  const all: string[][] = [[]];
  for (let point = 0; point < x.length; point++) {
    if (Number.isNaN(y[point])) all.push([]);
    else all.at(-1)!.push(`${pixel(x[point]!)} ${pixel(y[point]!)}`);
  }
  return all.filter((points) => points.length > 0);
}
