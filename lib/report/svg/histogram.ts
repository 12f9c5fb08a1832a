import { type Axis, valueAxis } from '../axis.ts';
import { type Bin, bins } from '../bins.ts';
import type { HistogramSection } from '../report.ts';
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
    drawn.length > 0 ? barsDrawing(drawn, count, frame) + edgeTicks(section, drawn, frame) : emptyNote(frame);
  return { content: title + valueGrid(frame, count) + bars + baseline(frame, ''), height: frame.bottom + FOOT };
}

function barsDrawing(drawn: readonly Bin[], count: Axis, frame: Frame): string {
  const height = heightIn(frame, count);
  const width = (frame.right - frame.left) / drawn.length;
  const bar = (bin: Bin, index: number) => {
    const left = frame.left + index * width;
    const sides = `H${pixel(left + width - 0.5)}V${pixel(frame.bottom)}Z`;
    return element('path', {
      class: 'bar',
      d: `M${pixel(left + 0.5)} ${pixel(frame.bottom)}V${pixel(height(bin.count))}${sides}`,
    });
  };
  return drawn.map(bar).join('');
}

/** Labels at as many edges as have room. */
function edgeTicks({ unit }: HistogramSection, drawn: readonly Bin[], frame: Frame): string {
  const labels = [...drawn.map(({ low }) => low), drawn.at(-1)!.high].map((edge) => withUnit(edge, unit));
  const width = (frame.right - frame.left) / drawn.length;
  const every = Math.ceil((Math.max(...labels.map(widthOfText)) + 8) / width);
  const tick = (label: string, index: number) => tickBelow(frame, { x: frame.left + index * width, label });
  return labels.map((label, index) => (index % every === 0 ? tick(label, index) : '')).join('');
}
