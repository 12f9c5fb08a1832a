import { reportToJson } from './json.ts';
import { PAGE_SCRIPT, PLOT_CSS } from './page-code.ts';
import { LIVE_CSS, PAGE_CSS } from './page-style.ts';
import { printedTable } from './printed-table.ts';
import type { Report, Section, TableSection } from './report.ts';
import { element, escapeText } from './svg/element.ts';
import { DRAWING_CSS, paletteCss } from './svg/style.ts';
import { inlineSvg } from './svg.ts';

/**
 * A report as one page of HTML that loads nothing from anywhere, light or dark as its reader is. Series are charts to zoom (drag), to move
 * (Shift and drag, or the wheel sideways), to read under the pointer and to see whole again (double click); without JavaScript, and in
 * print, they are pictures. The report itself is in the page as JSON, in `<script id="report" type="application/json">`, for
 * `reportFromJson` or any other reader: columns of more than 2000 numbers as `{ float64 }`, little-endian doubles in base64, and evenly
 * spaced times as `{ from, step, count }`.
 *
 * @example await writeFile('report.html', html(report))
 */
export const html = (report: Report): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'">
<title>${escapeText(report.title)}</title>
<style>
${paletteCss(':root')}
${PAGE_CSS}
${DRAWING_CSS}
${PLOT_CSS}
${LIVE_CSS}
</style>
</head>
<body>
<main>
<h1>${escapeText(report.title)}</h1>
${report.sections.map(sectionHtml).join('\n')}
</main>
<script id="report" type="application/json">${embedded(report)}</script>
<script>${PAGE_SCRIPT}</script>
</body>
</html>
`;

function sectionHtml(section: Section, index: number): string {
  switch (section.kind) {
    case 'text':
      return element('section', {}, heading(section.title) + paragraphs(section.text));
    case 'table':
      return element('section', {}, heading(section.title) + tableHtml(section));
    case 'series':
      return element('figure', { 'data-section': index }, inlineSvg(section));
    case 'histogram':
      return element('figure', {}, inlineSvg(section));
  }
}

const heading = (title?: string): string => (title === undefined ? '' : element('h2', {}, escapeText(title)));

const paragraphs = (text: string): string =>
  text
    .split(/\n\s*\n/)
    .map((paragraph) => element('p', {}, escapeText(paragraph)))
    .join('');

function tableHtml(section: TableSection): string {
  const { heads, aligns, rows } = printedTable(section);
  const row = (tag: string) => (cells: readonly string[]) =>
    element('tr', {}, cells.map((cell, column) => element(tag, { class: aligns[column]! }, escapeText(cell))).join(''));
  const body = element('thead', {}, row('th')(heads)) + element('tbody', {}, rows.map(row('td')).join(''));
  return element('div', { class: 'table' }, element('table', {}, body));
}

/** No `<` is left in it: a name such as `</script>` must not end the data. */
const embedded = (report: Report): string => reportToJson(report).replaceAll('<', '\\u003c');
