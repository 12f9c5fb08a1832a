import type { Report, Section } from './report.ts';
import { wrap } from './terminal/cells.ts';
import { histogramLines } from './terminal/histogram.ts';
import { createInk } from './terminal/ink.ts';
import type { Page, TerminalOptions } from './terminal/options.ts';
import { seriesLines } from './terminal/series.ts';
import { tableLines } from './terminal/table.ts';

/**
 * A report as text for a terminal: aligned tables, charts of braille dots, bars. No line is wider than `columns`.
 *
 * @returns lines joined by newlines, the last one without
 * @example process.stdout.write(`${terminal(report, { columns: process.stdout.columns, color: true })}\n`)
 */
export function terminal(report: Report, { columns = 80, color = false, rows = 8 }: TerminalOptions = {}): string {
  const page = { columns: Math.max(20, columns), rows, ink: createInk(color) };
  const title = wrap(report.title, page.columns).map((line) => page.ink(line, 'title'));
  return [title, ...report.sections.map((section) => linesOf(section, page))]
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

function linesOf(section: Section, page: Page): string[] {
  switch (section.kind) {
    case 'text':
      return [...heading(section.title, page), ...wrap(section.text, page.columns)];
    case 'table':
      return [...heading(section.title, page), ...tableLines(section, page)];
    case 'series':
      return seriesLines(section, page);
    case 'histogram':
      return [...heading(section.title, page), ...histogramLines(section, page)];
  }
}

const heading = (title: string | undefined, { columns, ink }: Page): string[] =>
  title === undefined ? [] : wrap(title, columns).map((line) => ink(line, 'title'));
