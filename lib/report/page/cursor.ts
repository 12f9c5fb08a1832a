import type uPlot from 'uplot';
import type { SeriesSection } from '../report.ts';
import { firstNotBelow } from './first-not-below.ts';
import type { Group } from './group.ts';
import { drag } from './navigation.ts';
import { schemeColour } from './scheme.ts';
import { colourOf } from './series.ts';

/** What the pointer reads and what its buttons do: a drag zooms (uPlot's own), with Shift it moves, a double click shows all. */
export function cursorOf(section: SeriesSection, group: Group, showAll: (chart: uPlot) => null): uPlot.Cursor {
  return {
    y: false,
    drag: { x: true, y: true, uni: 40, dist: 4 },
    points: { size: 7, width: 0, fill: (_, index) => schemeColour(colourOf(section.lines, section.lines[index - 1]!)) },
    dataIdx: (_, index, nearest, seconds) => placeRead(section, { index, nearest, seconds }),
    sync: { key: group.key, setSeries: false, scales: ['x', null], filters: { pub: (type) => type === 'mousemove' } },
    bind: {
      mousedown: (chart, _, zoom) => (event) => (event.shiftKey ? drag(chart, event, group.show) : zoom(event)),
      dblclick: (chart) => () => showAll(chart),
    },
  };
}

/** The step that the pointer is in, or the nearest point of a line; a gap is nothing to read. */
function placeRead(
  { shape, x, lines }: SeriesSection,
  { index, nearest, seconds }: { index: number; nearest: number; seconds: number },
): number | null {
  const place = shape === 'line' ? nearest : Math.min(firstNotBelow(x, seconds), x.length - 1);
  return index === 0 || Number.isFinite(lines[index - 1]!.values[place]) ? place : null;
}
