import type uPlot from 'uplot';
import { type Axis, ticksBetween, timeAxisBetween } from '../axis.ts';
import { widthOfText } from '../svg/frame.ts';
import { schemeColour } from './scheme.ts';

const FONT = '11px system-ui,"Helvetica Neue",Arial,sans-serif';
/** Enough for most labels, so that the charts of a page stand in line. */
const LEAST_MARGIN = 44;

/** The axes as the picture has them: round numbers in units that people read, and thin lines across only. */
export const axesOf = (value: Axis): uPlot.Axis[] => [timeAxisOptions, valueAxisOptions(value)];

const timeOf = ({ scales: { x } }: uPlot): Axis => timeAxisBetween(x!.min!, x!.max!, 8);

const text = { font: FONT, labelFont: FONT, stroke: () => schemeColour('faint') };
const line = { show: true, width: 1, stroke: () => schemeColour('faint') };

const timeAxisOptions: uPlot.Axis = {
  ...text,
  size: 22,
  gap: 3,
  labelSize: 18,
  grid: { show: false },
  border: line,
  ticks: { ...line, size: 4 },
  splits: (chart) => timeOf(chart).ticks.map(({ at }) => at),
  values: (chart) => timeOf(chart).ticks.map(({ label }) => label),
  label: (chart) => timeOf(chart).head,
};

function valueAxisOptions({ factor }: Axis): uPlot.Axis {
  const ticks = ({ scales: { y } }: uPlot) => ticksBetween([y!.min!, y!.max!], factor, 4);
  return {
    ...text,
    gap: 6,
    size: (_, labels) => Math.max(LEAST_MARGIN, ...(labels ?? []).map((label) => widthOfText(label) + 12)),
    // The lowest is where the axis of time stands.
    grid: {
      width: 1,
      stroke: () => schemeColour('grid'),
      filter: ({ scales: { y } }, splits) => splits.map((at) => (at > y!.min! ? at : null)),
    },
    ticks: { show: false },
    splits: (chart) => ticks(chart).map(({ at }) => at),
    values: (chart) => ticks(chart).map(({ label }) => label),
  };
}
