import { inspect } from 'node:util';
import { figures } from './figures.ts';
import type { Report } from './report.ts';
import { terminal } from './terminal.ts';

/** What has a report to show: `chart(x)` draws it, and as text it is its figures. */
export interface Reported {
  /** What it has to say, as data: `chart(x)` draws it. */
  report(): Report;
  toString(): string;
}

/** The facts with their report, whose figures they print as (at the shell, by `console.log`, as `String(facts)`). @example reported(plan, planReport) */
export function reported<Facts extends object>(facts: Facts, draw: (facts: Facts) => Report): Facts & Reported {
  const report = () => draw(facts);
  const text = (color: boolean) => terminal(figures(report()), { color });
  const methods = { report, toString: () => text(false) };
  return Object.freeze({ ...facts, ...methods, [inspect.custom]: printedBy(text) });
}

/** For `util.inspect`, which says whether there are colours. */
const printedBy =
  (text: (color: boolean) => string) =>
  (_depth: number, { colors = false }: { colors?: boolean } = {}): string =>
    text(colors);
