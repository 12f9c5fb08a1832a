import { reportToJson } from './json.ts';
import { PAGE_CSS } from './page-style.ts';
import { printedTable } from './printed-table.ts';
import type { Report, Section, TableSection } from './report.ts';
import { element, escapeText } from './svg/element.ts';
import { DRAWING_CSS, paletteCss } from './svg/style.ts';
import { inlineSvg } from './svg.ts';

/**
 * A report as one page of HTML: no script, nothing loaded from elsewhere, light or dark as its reader is. The report itself is
 * in the page as JSON, in `<script id="report" type="application/json">`, so that numbers need not be read off a picture.
 *
 * @example await writeFile('report.html', html(report))
 */
export const html = (report: Report): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeText(report.title)}</title>
<style>
${paletteCss(':root')}
${PAGE_CSS}
${DRAWING_CSS}
</style>
</head>
<body>
<main>
<h1>${escapeText(report.title)}</h1>
${report.sections.map(sectionHtml).join('\n')}
</main>
<script id="report" type="application/json">${embedded(report)}</script>
</body>
</html>
`;

function sectionHtml(section: Section): string {
  switch (section.kind) {
    case 'text':
      return element('section', {}, heading(section.title) + paragraphs(section.text));
    case 'table':
      return element('section', {}, heading(section.title) + tableHtml(section));
    default:
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
