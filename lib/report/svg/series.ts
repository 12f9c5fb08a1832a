import { type Axis, seriesAxis, timeAxis } from '../axis.ts';
import { downsample } from '../downsample.ts';
import { hasValues } from '../has-values.ts';
import { polyline } from '../polyline.ts';
import type { Line, SeriesSection } from '../report.ts';
import { element } from './element.ts';
import {
  baseline,
  createFrame,
  type Drawing,
  emptyNote,
  FOOT,
  type Frame,
  heightIn,
  tickBelow,
  valueGrid,
} from './frame.ts';
import { legend } from './legend.ts';
import { lineClass } from './line-class.ts';
import { areaPath, linePath } from './path.ts';

/** A series over time: a thin grid, areas as a light ground, lines above. */
export function seriesDrawing(section: SeriesSection): Drawing {
  const [value, time] = [seriesAxis(section), timeAxis(section, 8)];
  const head = legend(value.head, section.lines);
  const frame = createFrame(value, head.rows);
  const axes = { value, time, frame };
  const lines = hasValues(section) ? linesDrawing(section, axes) : emptyNote(frame);
  const content = head.content + valueGrid(frame, value) + lines + baseline(frame, time.head) + timeTicks(axes);
  return { content, height: frame.bottom + FOOT };
}

interface Axes {
  readonly value: Axis;
  readonly time: Axis;
  readonly frame: Frame;
}

const linesDrawing = (section: SeriesSection, axes: Axes): string =>
  section.lines
    .toSorted(areasFirst)
    .map((line) => lineDrawing(section, line, axes))
    .join('');

const areasFirst = (one: Line, other: Line): number => Number(other.style === 'area') - Number(one.style === 'area');

function lineDrawing(section: SeriesSection, line: Line, { value, time, frame }: Axes): string {
  const points = downsample(polyline(section, line), [time.low, time.high], frame.right - frame.left);
  const height = heightIn(frame, value);
  const drawn = { x: points.x.map(placeIn(frame, time)), y: points.y.map(height) };
  const path = linePath(drawn);
  if (line.style === 'area')
    return (
      element('path', { class: 'area', d: areaPath(drawn, height(Math.max(0, value.low))) }) +
      element('path', { class: 'edge', d: path })
    );
  return element('path', { class: lineClass(section.lines, line), d: path });
}

const timeTicks = ({ time, frame }: Axes): string =>
  time.ticks.map(({ at, label }) => tickBelow(frame, { x: placeIn(frame, time)(at), label })).join('');

const placeIn =
  ({ left, right }: Frame, { low, high }: Axis) =>
  (seconds: number): number =>
    left + ((seconds - low) / (high - low)) * (right - left);
