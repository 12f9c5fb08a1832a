import { InputError } from '../core/errors.ts';
import type { Recording, Trace } from '../trace/trace.ts';
import { recordingReport } from './recording-report.ts';
import type { Report } from './report.ts';
import { traceReport } from './trace-report.ts';

/** Whatever has something to show: a result of a run, a report itself, a trace, a recording. */
export type Reportable =
  | Report
  | Trace
  | Recording
  | {
      /** What it has to say, as data. */
      report(): Report;
    };

/**
 * The report of whatever has one.
 *
 * @throws InputError for anything else
 * @example toReport(run) // run.report()
 */
export function toReport(x: Reportable): Report {
  if (typeof x !== 'object' || x === null) throw notReportable(x);
  if ('report' in x && typeof x.report === 'function') return x.report();
  if ('sections' in x) return x;
  if ('traces' in x) return recordingReport(x);
  if ('interval' in x) return traceReport(x);
  throw notReportable(x);
}

const notReportable = (received: unknown): InputError =>
  new InputError({ expected: 'a Report, a Trace, a Recording, or something with report()', received });
