import type uPlot from 'uplot';
import type { Axis } from '../axis.ts';
import { type Window, within } from './within.ts';

/** Charts of the same stretch of time: they show the same part of it, and read it at the same moment. */
export interface Group {
  readonly key: string;
  add(chart: uPlot): void;
  /** Shows a part of the time; all of it unless told. */
  show(window?: Window): void;
}

/** The group that a chart belongs to by its time; made when there is none yet. */
export function createGroups(): (time: Axis) => Group {
  const groups = new Map<string, Group>();
  return (time) => {
    const key = `${time.low} to ${time.high}`;
    const group = groups.get(key) ?? createGroup(key, [time.low, time.high]);
    groups.set(key, group);
    return group;
  };
}

/** Only charts in sight follow at once; the others when they are scrolled to. */
function createGroup(key: string, all: Window): Group {
  const inSight = new Set<uPlot>();
  let shown = all;
  const show = (window = all) => {
    shown = within(window, all);
    for (const chart of inSight) setTime(chart, shown);
  };
  const add = (chart: uPlot) => {
    setTime(chart, all);
    whenInSight(chart, (isInSight) => {
      if (isInSight) setTime(chart, shown);
      inSight[isInSight ? 'add' : 'delete'](chart);
    });
  };
  return { key, add, show };
}

function whenInSight(chart: uPlot, tell: (isInSight: boolean) => void): void {
  new IntersectionObserver((changes) => tell(changes.at(-1)!.isIntersecting)).observe(chart.root);
}

function setTime(chart: uPlot, [min, max]: Window): void {
  const { x } = chart.scales;
  if (x!.min !== min || x!.max !== max) chart.setScale('x', { min, max });
}
