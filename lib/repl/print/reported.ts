import { figures } from '../../report/figures.ts';
import type { Report } from '../../report/report.ts';
import { terminal } from '../../report/terminal.ts';
import { type Reportable, toReport } from '../../report/to-report.ts';
import type { Trace } from '../../trace/trace.ts';
import type { PrintPage } from './page.ts';

/** A trace, a recording or a result as its figures, and what draws and keeps it: `_` is the last value at the prompt. */
export function printReported(value: unknown, { colors, width }: PrintPage): string | undefined {
  if (!isReportable(value)) return undefined;
  const report = toReport(value);
  const text = terminal(figures(report), { columns: width, color: colors });
  const next = nextOf(value, report);
  return next.length === 0 ? text : `${text}\n\nnext: ${next.join('  ')}`;
}

function isReportable(value: unknown): value is Reportable {
  if (typeof value !== 'object' || value === null) return false;
  if ('report' in value) return typeof value.report === 'function';
  if ('sections' in value) return 'title' in value && Array.isArray(value.sections);
  return ('traces' in value && 'host' in value) || isTrace(value);
}

export const isTrace = (value: unknown): value is Trace =>
  typeof value === 'object' && value !== null && 'interval' in value && value.interval instanceof Float64Array;

const nextOf = (value: Reportable, { sections }: Report): string[] => [
  ...(sections.some(({ kind }) => kind === 'series') ? ['chart(_)'] : []),
  ...('save' in value ? ['_.save(directory)'] : []),
];
