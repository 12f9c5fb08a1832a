/**
 * What runs in the reader's browser: each series of the page, until now a picture, becomes a chart to zoom, move and read. Without
 * JavaScript, and on paper, the pictures stay.
 */
import { hasValues } from '../has-values.ts';
import { reportFromJson } from '../json.ts';
import type { SeriesSection } from '../report.ts';
import { createGroups } from './group.ts';
import { addPlot } from './plot.ts';

const HELP = 'Drag to zoom, Shift and drag to move, double-click to see all.';

const report = reportFromJson(document.getElementById('report')?.textContent ?? '');
const groupOf = createGroups();

const figures = document.querySelectorAll<HTMLElement>('figure[data-section]');
figures[0]?.before(Object.assign(document.createElement('p'), { className: 'help', textContent: HELP }));
for (const figure of figures) {
  const section = report.sections[Number(figure.dataset.section)] as SeriesSection;
  if (hasValues(section)) addPlot(figure, section, groupOf);
}
