import uPlot from 'uplot';
import { type Axis, seriesAxis, timeAxis } from '../axis.ts';
import type { Line, SeriesSection } from '../report.ts';
import { axesOf } from './axes.ts';
import { cursorOf } from './cursor.ts';
import type { Group } from './group.ts';
import { navigate } from './navigation.ts';
import { followScheme } from './scheme.ts';
import { colourOf, seriesOf, timeSeries } from './series.ts';

const HEIGHT = 206;

/** Puts a chart of a series into its figure; style takes the picture away that was there. */
export function addPlot(figure: HTMLElement, series: SeriesSection, groupOf: (time: Axis) => Group): void {
  const section = { ...series, lines: series.lines.toSorted(areasFirst) };
  const group = groupOf(timeAxis(section));
  const chart = new uPlot(optionsFor(figure, section, group), columnsOf(section), figure);
  group.add(chart);
  figure.classList.add('live');
  navigate(chart, group.show);
  followScheme(chart);
  new ResizeObserver(() => chart.setSize({ width: figure.clientWidth, height: HEIGHT })).observe(figure);
}

/** Areas are the ground for other lines, so they are drawn first. */
const areasFirst = (one: Line, other: Line): number => Number(other.style === 'area') - Number(one.style === 'area');

const columnsOf = ({ x, lines }: SeriesSection) => [x, ...lines.map(({ values }) => values)] as uPlot.AlignedData;

function optionsFor(figure: HTMLElement, section: SeriesSection, group: Group): uPlot.Options {
  const value = seriesAxis(section);
  const head = addHead(figure, value.head);
  const showAll = (chart: uPlot) => {
    chart.setScale('y', { min: value.low, max: value.high });
    group.show();
    return null;
  };
  return {
    width: figure.clientWidth,
    height: HEIGHT,
    padding: [8, 14, 0, 0],
    axes: axesOf(value),
    scales: scalesOf(value),
    series: [timeSeries, ...section.lines.map((line) => seriesOf(section, line, value))],
    cursor: cursorOf(section, group, showAll),
    legend: { mount: (_, legend) => head.append(legend), markers: markersOf(section) },
    hooks: {
      setScale: [(chart, key) => key === 'x' && group.show([chart.scales.x!.min!, chart.scales.x!.max!])],
    },
  };
}

/** The title and, behind it, the legend, as they stand above the picture. */
function addHead(figure: HTMLElement, title: string): HTMLElement {
  const head = document.createElement('figcaption');
  head.append(Object.assign(document.createElement('span'), { textContent: title }));
  figure.append(head);
  return head;
}

/** In CSS, which takes the reader's palette by itself; the first series is time. */
const markersOf = ({ lines }: SeriesSection): uPlot.Legend.Markers => ({
  width: 0,
  fill: (_, index) => (index === 0 ? 'none' : `var(--${colourOf(lines, lines[index - 1]!)})`),
});

/** Nothing is asked of the data: scanning a million values for their range at each move would take longer than drawing them. */
const scalesOf = (value: Axis): uPlot.Scales => ({
  x: { time: false, range: (_, low, high) => [low, high] },
  y: { auto: false, range: () => [value.low, value.high] },
});
