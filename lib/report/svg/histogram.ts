import { type Axis, valueAxis } from '../axis.ts';
import { type Bin, bins } from '../bins.ts';
import type { HistogramSection, Unit } from '../report.ts';
import { withUnit } from '../scale.ts';
import { element, pixel } from './element.ts';
import {
  baseline,
  createFrame,
  type Drawing,
  emptyNote,
  FOOT,
  type Frame,
  heightIn,
  textAt,
  tickBelow,
  valueGrid,
  widthOfText,
} from './frame.ts';

const MOST_BARS = 60;

/** A histogram: a bar a bin, all equally wide, since bins of a log-linear histogram double; the edges are written below. */
export function histogramDrawing(section: HistogramSection): Drawing {
  const drawn = bins(section, MOST_BARS);
  const count = valueAxis({ title: 'count', unit: '' }, [drawn.map((bin) => bin.count)]);
  const frame = createFrame(count, 1);
  const title = textAt(section.title, { class: 'title', x: 0, y: 14 });
  const bars =
    drawn.length > 0
      ? barsDrawing(section, drawn, { count, frame }) + edgeTicks(section, drawn, frame)
      : emptyNote(frame);
  return { content: title + valueGrid(frame, count) + bars + baseline(frame, ''), height: frame.bottom + FOOT };
}

interface Plot {
  readonly count: Axis;
  readonly frame: Frame;
}

function barsDrawing(section: HistogramSection, drawn: readonly Bin[], { count, frame }: Plot): string {
  const height = heightIn(frame, count);
  const all = drawn.reduce((sum, bin) => sum + bin.count, 0);
  const column = columnIn(frame, drawn.length);
  return drawn
    .map((bin, index) => {
      const hit = element('path', { class: 'hit', d: column(index, frame.top) });
      const bar = element('path', { class: 'bar', d: column(index, height(bin.count)) });
      const note = textAt(noteOf(bin, all, section.unit), { class: 'note end', x: pixel(frame.right), y: 14 });
      return element('g', { class: 'bin' }, hit + bar + note);
    })
    .join('');
}

/** One of so many equally wide stretches of the plot, from its foot up to a height. */
const columnIn =
  ({ left, right, bottom }: Frame, bars: number) =>
  (index: number, top: number): string => {
    const width = (right - left) / bars;
    const [from, to] = [left + index * width + 0.5, left + (index + 1) * width - 0.5];
    return `M${pixel(from)} ${pixel(bottom)}V${pixel(top)}H${pixel(to)}V${pixel(bottom)}Z`;
  };

/** What is read of a bar under the pointer: style shows it, no script is needed. */
const noteOf = ({ low, high, count }: Bin, all: number, unit: Unit): string =>
  `${withUnit(low, unit)} – ${withUnit(high, unit)}: ${count} of ${all}, ${withUnit(count / all, 'fraction')}`;

/** Labels at as many edges as have room. */
function edgeTicks({ unit }: HistogramSection, drawn: readonly Bin[], frame: Frame): string {
  const labels = [...drawn.map(({ low }) => low), drawn.at(-1)!.high].map((edge) => withUnit(edge, unit));
  const width = (frame.right - frame.left) / drawn.length;
  const every = Math.ceil((Math.max(...labels.map(widthOfText)) + 8) / width);
  const tick = (label: string, index: number) => tickBelow(frame, { x: frame.left + index * width, label });
  return labels.map((label, index) => (index % every === 0 ? tick(label, index) : '')).join('');
}
