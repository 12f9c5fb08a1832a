import type uPlot from 'uplot';
import { type Axis, timeAxisBetween } from '../axis.ts';
import type { Polyline } from '../polyline.ts';
import type { Line, SeriesSection } from '../report.ts';
import { withUnit } from '../scale.ts';
import { LINE_COLOURS } from '../svg/style.ts';
import { fillOf, strokeOf } from './pen.ts';
import { schemeColour } from './scheme.ts';
import { createDrawnLine, type DrawnLine, isDense, pointsIn } from './view.ts';
import type { Window } from './within.ts';

/** What uPlot takes as the first series: time. The legend says which moment the pointer is at. */
export const timeSeries: uPlot.Series = {
  label: 'at',
  value: ({ scales: { x } }, seconds) => (seconds === null ? '' : momentText(seconds, [x!.min!, x!.max!])),
};

/** How one line is drawn and what the legend says of it. */
export function seriesOf(section: SeriesSection, line: Line, value: Axis): uPlot.Series {
  const drawn = createDrawnLine(section, line);
  const [colour, isArea] = [colourOf(section.lines, line), line.style === 'area'];
  return {
    label: line.name,
    class: isArea ? 'ground' : 'line',
    auto: false,
    cap: 'round',
    stroke: () => schemeColour(colour),
    ...(isArea ? { fill: () => schemeColour('area') } : {}),
    points: { show: false },
    paths: (chart, index) => pathsOf(chart, chart.series[index]!, { drawn, value }),
    value: (chart, amount, _, index) => amountText(chart, amount, { index, unit: section.unit }),
  };
}

/** Lines are coloured in their order, areas not counted: as in the picture. */
export const colourOf = (lines: readonly Line[], line: Line): string =>
  line.style === 'area' ? 'edge' : `line-${lines.filter(isLine).indexOf(line) % LINE_COLOURS}`;

const isLine = ({ style }: Line): boolean => style !== 'area';

interface Drawing {
  readonly drawn: DrawnLine;
  readonly value: Axis;
}

function pathsOf(chart: uPlot, series: uPlot.Series, { drawn, value }: Drawing): uPlot.Series.Paths {
  const { min, max } = chart.scales.x!;
  const view = { low: min!, high: max!, pixels: chart.bbox.width };
  const isArea = drawn.line.style === 'area';
  // Where every column of pixels is a stroke, any width over one pixel takes some forty times as long to paint.
  series.width = isDense(drawn, view) || isArea ? 1 / devicePixelRatio : 1.4;
  const placed = placedIn(chart, pointsIn(drawn, view));
  const base = chart.valToPos(Math.max(0, value.low), 'y', true);
  return { stroke: strokeOf(placed), fill: isArea ? fillOf(placed, base) : null };
}

const placedIn = (chart: uPlot, { x, y }: Polyline): Polyline => ({
  x: x.map((seconds) => chart.valToPos(seconds, 'x', true)),
  y: y.map((amount) => chart.valToPos(amount, 'y', true)),
});

/** A gap is said to be one; where the pointer is not on the chart there is nothing to say. */
function amountText(
  { cursor }: uPlot,
  amount: number | null,
  { index, unit }: { index: number | null; unit: string },
): string {
  if (amount !== null && Number.isFinite(amount)) return withUnit(amount, unit);
  return index !== null || (cursor.left ?? -1) >= 0 ? 'not recorded' : '';
}

/** In the unit of the axis, with as many digits as tell two pixels apart. */
function momentText(seconds: number, [low, high]: Window): string {
  const { unit, factor } = timeAxisBetween(low, high, 8);
  const digits = Math.ceil(Math.log10((1000 * factor) / (high - low)));
  return `${Number((seconds / factor).toFixed(Math.max(0, Math.min(9, digits))))} ${unit}`;
}
