import { saveChart } from '../host/local/save-chart.ts';
import { chart as text } from '../report/chart.ts';
import { html } from '../report/html.ts';
import { reportSvg } from '../report/svg.ts';
import type { TerminalOptions } from '../report/terminal/options.ts';
import { type Reportable, toReport } from '../report/to-report.ts';

/** Draws a trace, a recording, a report, or anything with `report()`: as text, as SVG, and as a page. */
export interface Chart {
  /**
   * Text for a terminal: tables, lines of braille dots, bars. Does no I/O.
   *
   * @param options `columns`, 80 unless told; `color`, false unless told; `rows` that a chart is high, about 8 unless told
   * @throws InputError for what has no report
   * @example console.log(chart(await replay.fromCsv('record.csv').row(1).trace()))
   */
  (x: Reportable, options?: TerminalOptions): string;
  /**
   * The charts below each other as one SVG, for a paper or a slide: vectors, no script, light or dark as its reader is.
   *
   * @throws InputError for what has no series and no histogram
   * @example const figure = chart.svg(trace);
   */
  svg(x: Reportable): string;
  /**
   * One page of HTML that needs nothing else: tables, and charts that zoom, move and say the values under the pointer. The numbers are in it,
   * as JSON in `<script id="report">`.
   *
   * @throws InputError for what has no report
   * @example const page = chart.html(run);
   */
  html(x: Reportable): string;
  /**
   * Keeps it in a file, of the kind that its name ends with: `.html`, `.svg`, or `.txt`, 80 columns wide. Directories are made.
   *
   * @returns the file
   * @throws InputError for another ending; HostError where the file cannot be written
   * @example await chart.save(run, 'figures/run.html');
   */
  save(x: Reportable, file: string): Promise<string>;
}

const page = (x: Reportable): string => html(toReport(x));
const picture = (x: Reportable): string => reportSvg(toReport(x));

/** @example console.log(chart(trace)); await chart.save(trace, 'trace.svg'); */
export const chart: Chart = Object.freeze(
  Object.assign((x: Reportable, options?: TerminalOptions) => text(x, options), {
    svg: picture,
    html: page,
    save: async (x: Reportable, file: string) => saveChart(toReport(x), file),
  }),
);
