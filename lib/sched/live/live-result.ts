import { join } from 'node:path';
import { makeDirectories, writeText } from '../../host/local/files.ts';
import { chart } from '../../report/chart.ts';
import { html } from '../../report/html.ts';
import { type Reported, reported } from '../../report/reported.ts';
import type { TerminalOptions } from '../../report/terminal/options.ts';
import { terminal } from '../../report/terminal.ts';
import type { LiveFigures } from './live-figures.ts';
import { liveChart, liveReport, liveTables } from './live-report.ts';

/** The result of a live run: figures, and ways to look at them. */
export interface LiveResult extends LiveFigures, Reported {
  /** A picture for a terminal: grants and use over time. */
  chart(options?: TerminalOptions): string;
  /** The figures as tables. */
  toString(): string;
  /** Keeps `result.json` and `report.html` in a directory, made if need be. @returns the directory @throws HostError */
  save(directory: string): Promise<string>;
}

export function liveResult(figures: LiveFigures): LiveResult {
  return Object.freeze({
    ...reported(figures, liveTables),
    report: () => liveReport(figures),
    chart: (options?: TerminalOptions) => chart(liveChart(figures), options),
    toString: () => terminal(liveTables(figures)),
    save: (directory: string) => keep(figures, directory),
  });
}

async function keep(figures: LiveFigures, directory: string): Promise<string> {
  await makeDirectories(directory);
  await writeText(join(directory, 'result.json'), [`${JSON.stringify(figures, columnsAsArrays, 2)}\n`]);
  await writeText(join(directory, 'report.html'), [html(liveReport(figures))]);
  return directory;
}

/** `NaN`, "not recorded", is null in JSON. */
const columnsAsArrays = (_: string, value: unknown) => (value instanceof Float64Array ? Array.from(value) : value);
