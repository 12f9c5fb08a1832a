import { significant } from '../../core/units.ts';
import { type Bin, bins } from '../bins.ts';
import type { HistogramSection } from '../report.ts';
import { withUnit } from '../scale.ts';
import { pad, tame, widthOf } from './cells.ts';
import type { Page } from './options.ts';

const MOST_BARS = 20;
/** A bar's end in eighths of a letter. */
const ENDS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** A bar a bin, with its edges on the left, its count and its share on the right. */
export function histogramLines(section: HistogramSection, { columns, ink }: Page): string[] {
  const drawn = bins(section, MOST_BARS);
  if (drawn.length === 0) return [ink('not recorded', 'faint')];
  const labels = aligned(
    drawn.map(({ low, high }) => tame(`${withUnit(low, section.unit)} – ${withUnit(high, section.unit)}`)),
  );
  const notes = aligned(notesOf(drawn));
  const width = columns - widthOf(labels[0]!) - widthOf(notes[0]!) - 3;
  // On a page too narrow for both, the numbers are worth more than the bars.
  if (width < 4) return drawn.map((_, row) => pad(`${labels[row]} ${notes[row]}`, columns).trimEnd());
  const most = Math.max(...drawn.map(({ count }) => count));
  return drawn.map(({ count }, row) => {
    const bar = pad(barOf((count / most) * width), width);
    return `${ink(`${labels[row]} │`, 'faint')}${ink(bar, 0)} ${notes[row]}`;
  });
}

function notesOf(drawn: readonly Bin[]): string[] {
  const all = drawn.reduce((sum, { count }) => sum + count, 0);
  const counts = aligned(drawn.map(({ count }) => String(count)));
  return drawn.map(({ count }, row) => `${counts[row]}  ${pad(significant((100 * count) / all), 6, 'right')} %`);
}

function aligned(texts: readonly string[]): string[] {
  const widest = Math.max(...texts.map(widthOf));
  return texts.map((text) => pad(text, widest, 'right'));
}

function barOf(length: number): string {
  const eighths = Math.round(length * 8);
  return '█'.repeat(Math.floor(eighths / 8)) + ENDS[eighths % 8];
}
