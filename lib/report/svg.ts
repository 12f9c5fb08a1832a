import { InputError } from '../core/errors.ts';
import type { HistogramSection, Report, Section, SeriesSection } from './report.ts';
import { element, escapeText } from './svg/element.ts';
import { type Drawing, textAt, WIDTH } from './svg/frame.ts';
import { histogramDrawing } from './svg/histogram.ts';
import { seriesDrawing } from './svg/series.ts';
import { DRAWING_CSS, paletteCss } from './svg/style.ts';

/** The sections that are drawn; texts and tables are read. */
export type Picture = SeriesSection | HistogramSection;

export const isPicture = (section: Section): section is Picture =>
  section.kind === 'series' || section.kind === 'histogram';

/**
 * A series or a histogram as an SVG file, for a paper or a slide: vectors, no scripts, no fonts of its own, light or dark as
 * its reader is.
 *
 * @example await writeFile('cpu.svg', svg(report.sections[1]))
 */
export const svg = (section: Picture): string => file(section.title, drawingOf(section));

/**
 * All series and histograms of a report below each other, as one SVG file.
 *
 * @throws InputError for a report that has none
 * @example await writeFile('run.svg', reportSvg(run.report()))
 */
export function reportSvg({ title, sections }: Report): string {
  const drawings = sections.filter(isPicture).map(drawingOf);
  if (drawings.length === 0) throw new InputError({ expected: PICTURES, received: title, advice: ADVICE });
  let height = HEAD;
  const placed = drawings.map((drawing) => {
    const content = element('g', { transform: `translate(0 ${height})` }, drawing.content);
    height += drawing.height + GAP;
    return content;
  });
  const head = textAt(title, { class: 'heading', x: 0, y: 17 });
  return file(title, { content: head + placed.join(''), height: height - GAP });
}

const PICTURES = 'something with a series or a histogram to draw';
const ADVICE = 'Its tables and texts are on the page, chart.html(x), and in the terminal, chart(x)';
/** The report's title, and what is between two pictures, in px. */
const HEAD = 34;
const GAP = 18;

/** A picture within a page of HTML, which has the style. */
export const inlineSvg = (section: Picture): string =>
  root(section.title, drawingOf(section), { attributes: {}, style: '' });

const drawingOf = (section: Picture): Drawing =>
  section.kind === 'series' ? seriesDrawing(section) : histogramDrawing(section);

const file = (title: string, drawing: Drawing): string =>
  root(title, drawing, {
    attributes: { xmlns: 'http://www.w3.org/2000/svg', width: WIDTH },
    style: `<style>${paletteCss('.chart')}\n${DRAWING_CSS}</style>`,
  });

interface Look {
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly style: string;
}

function root(title: string, { content, height }: Drawing, { attributes, style }: Look): string {
  const box = { class: 'chart', viewBox: `0 0 ${WIDTH} ${height}`, role: 'img', 'aria-label': title };
  return element('svg', { ...attributes, ...box }, `<title>${escapeText(title)}</title>${style}${content}`);
}
