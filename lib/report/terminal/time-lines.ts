import type { Axis } from '../axis.ts';
import { fit } from './cells.ts';
import type { Ink } from './ink.ts';

interface Foot {
  readonly margin: number;
  readonly width: number;
  readonly ink: Ink;
}

/** The axis of time, and its labels; the last one with the unit. From the right, so that this one is never left out. */
export function timeLines({ low, high, ticks, unit }: Axis, { margin, width, ink }: Foot): string[] {
  const axis = new Array<string>(width).fill('─');
  const labels = new Array<string>(width).fill(' ');
  let free = width;
  for (const [index, { at, label }] of [...ticks.entries()].reverse()) {
    const column = Math.min(width - 1, Math.floor(((at - low) / (high - low)) * width));
    const text = fit(index === ticks.length - 1 ? `${label} ${unit}` : label, width);
    const start = Math.max(0, Math.min(column - Math.floor(label.length / 2), width - text.length));
    axis[column] = '┬';
    if (start + text.length > free) continue;
    labels.splice(start, text.length, ...text);
    free = start - 1;
  }
  const blanks = ' '.repeat(margin + 1);
  return [ink(`${blanks}└${axis.join('')}`, 'faint'), ink(`${blanks} ${labels.join('')}`.trimEnd(), 'faint')];
}
