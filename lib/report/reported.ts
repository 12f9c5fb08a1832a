import { inspect } from 'node:util';
import type { Report } from './report.ts';
import { terminal } from './terminal.ts';

/** What has a report to show: `chart(x)` draws it. */
export interface Reported {
  report(): Report;
}

/** The facts with their report, as which they print (at the shell, by `console.log`). @example reported(plan, planReport) */
export function reported<Facts extends object>(facts: Facts, draw: (facts: Facts) => Report): Facts & Reported {
  const report = () => draw(facts);
  return Object.freeze({ ...facts, report, [inspect.custom]: () => terminal(report()) });
}
