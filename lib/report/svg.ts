import type { HistogramSection, SeriesSection } from './report.ts';
import { element, escapeText } from './svg/element.ts';
import { WIDTH } from './svg/frame.ts';
import { histogramDrawing } from './svg/histogram.ts';
import { seriesDrawing } from './svg/series.ts';
import { DRAWING_CSS, paletteCss } from './svg/style.ts';

/**
 * A series or a histogram as an SVG file, for a paper or a slide: vectors, no scripts, no fonts of its own, light or dark as
 * its reader is.
 *
 * @example await writeFile('cpu.svg', svg(report.sections[1]))
 */
export const svg = (section: SeriesSection | HistogramSection): string =>
  root(
    section,
    { xmlns: 'http://www.w3.org/2000/svg', width: WIDTH },
    `<style>${paletteCss('.chart')}\n${DRAWING_CSS}</style>`,
  );

/** The same within a page of HTML, which has the style. */
export const inlineSvg = (section: SeriesSection | HistogramSection): string => root(section, {}, '');

function root(
  section: SeriesSection | HistogramSection,
  attributes: Readonly<Record<string, string | number>>,
  style: string,
): string {
  const { content, height } = section.kind === 'series' ? seriesDrawing(section) : histogramDrawing(section);
  const box = { class: 'chart', viewBox: `0 0 ${WIDTH} ${height}`, role: 'img', 'aria-label': section.title };
  return element('svg', { ...attributes, ...box }, `<title>${escapeText(section.title)}</title>${style}${content}`);
}
