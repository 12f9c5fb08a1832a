import type { Polyline } from '../polyline.ts';

/** A grid of braille letters: each has two dots across and four down, and remembers the layer that last drew in it. */
export interface Braille {
  /** In letters. */
  readonly columns: number;
  readonly rows: number;
  readonly dots: Uint8Array;
  readonly layers: Int16Array;
}

/** A dot's bit by its place in the letter: Unicode numbers the dots 1-3 down the left, 4-6 down the right, then 7 and 8. */
const BITS = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80],
];

export const createBraille = (columns: number, rows: number): Braille => ({
  columns,
  rows,
  dots: new Uint8Array(columns * rows),
  layers: new Int16Array(columns * rows).fill(-1),
});

/**
 * Draws a line, whose points are in dots from the lower left corner; lines after the first are dashed, then dotted, to be told
 * apart without colour.
 */
export function drawLine(canvas: Braille, line: Polyline, layer: number): void {
  const isOn = DASHES[layer % DASHES.length]!;
  eachColumn(line, canvas.columns * 2, (x, low, high) => {
    for (let y = low; y <= high; y++) if (isOn(x + y)) setDot(canvas, { x, y, layer });
  });
}

/** Stipples the ground between a line and the height `base`. */
export function drawArea(canvas: Braille, line: Polyline, base: number): void {
  eachColumn(line, canvas.columns * 2, (x, low, high) => {
    for (let y = Math.min(low, base); y <= Math.max(high, base); y++)
      if (x % 2 === 0 && y % 2 === 0) setDot(canvas, { x, y, layer: -1 });
  });
}

/** The letters of a row, from the top, each with its layer: -1 for an area or nothing. */
export const lettersOf = ({ columns, dots, layers }: Braille, row: number): { letter: string; layer: number }[] =>
  Array.from({ length: columns }, (_, column) => {
    const cell = row * columns + column;
    return { letter: dots[cell] === 0 ? ' ' : String.fromCodePoint(0x2800 + dots[cell]!), layer: layers[cell]! };
  });

const DASHES: readonly ((place: number) => boolean)[] = [
  () => true,
  (place) => place % 6 < 4,
  (place) => place % 3 === 0,
  (place) => place % 8 < 5 || place % 8 === 6,
];

/** For every column of dots that a segment of the line crosses: the least and the greatest height it has there. */
function eachColumn(line: Polyline, width: number, draw: (x: number, low: number, high: number) => void): void {
  for (const segment of segments(line)) {
    const [from, to] = [Math.floor(segment.x), Math.max(Math.floor(segment.x), Math.ceil(segment.endX) - 1)];
    for (let column = from; column <= Math.min(to, width - 1); column++) {
      const heights = heightsIn(segment, column);
      draw(column, Math.round(Math.min(...heights)), Math.round(Math.max(...heights)));
    }
  }
}

interface Segment {
  readonly x: number;
  readonly y: number;
  readonly endX: number;
  readonly endY: number;
}

/** From each point to the next; a point between two gaps is a segment of its own. */
function* segments({ x, y }: Polyline): Generator<Segment> {
  const isGap = (point: number) => Number.isNaN(y[point] ?? Number.NaN);
  for (let point = 0; point < x.length; point++) {
    if (isGap(point) || (isGap(point + 1) && !isGap(point - 1))) continue;
    const end = isGap(point + 1) ? point : point + 1;
    yield { x: x[point]!, y: y[point]!, endX: x[end]!, endY: y[end]! };
  }
}

/** The heights of a segment where it enters a column and where it leaves it. */
function heightsIn({ x, y, endX, endY }: Segment, column: number): [number, number] {
  if (endX === x) return [y, endY];
  const at = (place: number) => y + ((endY - y) * (place - x)) / (endX - x);
  return [at(Math.max(x, column)), at(Math.min(endX, column + 1))];
}

function setDot(
  { columns, rows, dots, layers }: Braille,
  { x, y, layer }: { x: number; y: number; layer: number },
): void {
  const row = rows - 1 - Math.floor(y / 4);
  if (row < 0 || row >= rows || x < 0 || x >= columns * 2) return;
  const cell = row * columns + Math.floor(x / 2);
  dots[cell]! |= BITS[3 - (y % 4)]![x % 2]!;
  layers[cell] = Math.max(layers[cell]!, layer);
}
