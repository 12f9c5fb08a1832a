import type { Axis } from '../axis.ts';
import { downsample } from '../downsample.ts';
import { type Polyline, polyline } from '../polyline.ts';
import type { Line, SeriesSection } from '../report.ts';
import { type Braille, createBraille, drawArea, drawLine } from './braille.ts';

export interface PlotOptions {
  readonly value: Axis;
  readonly time: Axis;
  /** In letters. */
  readonly width: number;
  /** About so many. */
  readonly rows: number;
}

/** The lines of a series as braille dots, without axes: areas below, then the lines in their order. */
export function plot(section: SeriesSection, { value, time, width, rows }: PlotOptions): Braille {
  const axes = { value, time, canvas: createBraille(width, rowsFor(value, rows)) };
  const areas = section.lines.filter(({ style }) => style === 'area');
  const lines = section.lines.filter(({ style }) => style !== 'area');
  const base = heightOf(Math.max(0, value.low), axes);
  for (const area of areas) drawArea(axes.canvas, dots(section, area, axes), base);
  for (const [layer, line] of lines.entries()) drawLine(axes.canvas, dots(section, line, axes), layer);
  return axes.canvas;
}

/** About as many as asked for, such that every tick has a row of its own and all are equally far apart. */
function rowsFor({ ticks }: Axis, about: number): number {
  const steps = ticks.length - 1;
  return Math.max(1, Math.round((about - 1) / steps)) * steps + 1;
}

interface Plot {
  readonly value: Axis;
  readonly time: Axis;
  readonly canvas: Braille;
}

/** A line in dots of the canvas. */
function dots(section: SeriesSection, line: Line, axes: Plot): Polyline {
  const { low, high } = axes.time;
  const width = axes.canvas.columns * 2;
  const { x, y } = downsample(polyline(section, line), [low, high], width);
  return { x: x.map((time) => ((time - low) / (high - low)) * width), y: y.map((value) => heightOf(value, axes)) };
}

const heightOf = (amount: number, { value: { low, high }, canvas }: Plot): number =>
  ((amount - low) / (high - low)) * (canvas.rows * 4 - 1);
