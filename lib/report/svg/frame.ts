import type { Axis } from '../axis.ts';
import { element, escapeText, pixel } from './element.ts';

/** The size of a drawing, in px; a page scales it to its width. */
export const WIDTH = 720;

/** What a section looks like, and how high that is in px. */
export interface Drawing {
  readonly content: string;
  readonly height: number;
}

/** Where the plot stands in the drawing, in px. */
export interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const PLOT_HEIGHT = 150;
/** Enough for most labels, so that the charts of a page stand in line. */
const LEAST_MARGIN = 44;
/** Below the plot: labels and the name of the axis. */
export const FOOT = 38;
/** A letter at 11 px is about so wide; no font can be asked from here. */
const LETTER = 6.6;

export const widthOfText = (text: string): number => text.length * LETTER;

/** Room on the left for the labels of the values, and above for so many rows of title and legend. */
export function createFrame(value: Axis, rows: number): Frame {
  const labels = Math.max(...value.ticks.map(({ label }) => widthOfText(label)));
  const top = 10 + 18 * rows;
  return { left: Math.max(LEAST_MARGIN, labels + 12), right: WIDTH - 14, top, bottom: top + PLOT_HEIGHT };
}

/** Where a value stands, in px from above. */
export const heightIn =
  ({ top, bottom }: Frame, { low, high }: Axis) =>
  (value: number): number =>
    bottom - ((value - low) / (high - low)) * (bottom - top);

/** The thin lines across the plot, with their labels. */
export function valueGrid(frame: Frame, value: Axis): string {
  const height = heightIn(frame, value);
  return value.ticks
    .map(({ at, label }) => {
      const y = pixel(height(at));
      const line = element('line', { class: 'grid', x1: pixel(frame.left), x2: frame.right, y1: y, y2: y });
      return line + textAt(label, { class: 'end', x: pixel(frame.left - 6), y: pixel(height(at) + 3.5) });
    })
    .join('');
}

/** A mark and a label below the plot; a label that would leave the drawing ends at its edge. */
export const tickBelow = ({ bottom }: Frame, { x, label }: { x: number; label: string }): string =>
  element('line', { class: 'axis', x1: pixel(x), x2: pixel(x), y1: pixel(bottom), y2: pixel(bottom + 4) }) +
  textAt(label, { class: 'middle', x: pixel(Math.min(x, WIDTH - widthOfText(label) / 2)), y: pixel(bottom + 16) });

/** The line below the plot, and what it measures. */
export const baseline = ({ left, right, bottom }: Frame, name: string): string =>
  element('line', { class: 'axis', x1: pixel(left), x2: pixel(right), y1: pixel(bottom), y2: pixel(bottom) }) +
  textAt(name, { class: 'middle', x: pixel((left + right) / 2), y: pixel(bottom + 32) });

/** What stands in a plot of nothing. */
export const emptyNote = ({ left, right, top, bottom }: Frame): string =>
  textAt('not recorded', { class: 'middle', x: pixel((left + right) / 2), y: pixel((top + bottom) / 2) });

export const textAt = (text: string, attributes: Readonly<Record<string, string | number>>): string =>
  element('text', attributes, escapeText(text));
