import type { TerminalOptions } from './terminal/options.ts';
import { terminal } from './terminal.ts';
import { type Reportable, toReport } from './to-report.ts';

/**
 * Draws a trace, a recording, a report, or anything with `report()`, as text for a terminal. Does no I/O.
 *
 * @throws InputError for what has no report
 * @example console.log(chart(await replay.fromCsv('record.csv').row(1).trace()))
 */
export const chart = (x: Reportable, options: TerminalOptions = {}): string => terminal(toReport(x), options);
