import { type Axis, seriesAxis, timeAxis } from '../axis.ts';
import { hasValues } from '../has-values.ts';
import type { SeriesSection } from '../report.ts';
import { type Braille, lettersOf } from './braille.ts';
import { pad, widthOf, wrap } from './cells.ts';
import type { Ink } from './ink.ts';
import { legendLines } from './legend.ts';
import type { Page } from './options.ts';
import { plot } from './plot.ts';
import { timeLines } from './time-lines.ts';

/** A chart of braille dots with its title and legend above, values on the left and time below. */
export function seriesLines(section: SeriesSection, page: Page): string[] {
  const value = seriesAxis(section);
  const head = [
    ...wrap(value.head, page.columns).map((line) => page.ink(line, 'title')),
    ...legendLines(section, page),
  ];
  if (!hasValues(section)) return [...head, page.ink('not recorded', 'faint')];
  const margin = Math.min(Math.max(...value.ticks.map(({ label }) => widthOf(label))), page.columns >> 1);
  const width = page.columns - margin - 2;
  const time = timeAxis(section, Math.max(2, Math.floor(width / 12)));
  const canvas = plot(section, { value, time, width, rows: page.rows });
  return [
    ...head,
    ...plotLines(canvas, value, { margin, ink: page.ink }),
    ...timeLines(time, { margin, width, ink: page.ink }),
  ];
}

function plotLines(
  canvas: Braille,
  { low, high, ticks }: Axis,
  { margin, ink }: { margin: number; ink: Ink },
): string[] {
  const rowOf = (at: number) => Math.round((1 - (at - low) / (high - low)) * (canvas.rows - 1));
  return Array.from({ length: canvas.rows }, (_, row) => {
    const label = ticks.find(({ at }) => rowOf(at) === row)?.label;
    const axis = `${pad(label ?? '', margin, 'right')} ${label === undefined ? '│' : '┤'}`;
    return ink(axis, 'faint') + paint(lettersOf(canvas, row), ink);
  });
}

/** Letters of one layer in a row are painted at once. */
function paint(letters: readonly { letter: string; layer: number }[], ink: Ink): string {
  const runs: { text: string; layer: number }[] = [];
  for (const { letter, layer } of letters) {
    const run = runs.at(-1);
    if (run?.layer === layer) run.text += letter;
    else runs.push({ text: letter, layer });
  }
  if (runs.at(-1)?.text.trim() === '') runs.pop();
  return runs.map(({ text, layer }) => (text.trim() === '' ? text : ink(text, layer < 0 ? 'area' : layer))).join('');
}
