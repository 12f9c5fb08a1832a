import { inspect } from 'node:util';
import type { Report, Section } from '../report/report.ts';
import { terminal } from '../report/terminal.ts';
import { compare } from '../stats/compare.ts';
import { durationOf, type Resource, type Trace } from '../trace/trace.ts';
import { type Fidelity, fidelitySections } from './fidelity-table.ts';

/** Compares what was asked with what was measured. @example fidelity.cpu?.totalRatio // 1.0004 */
export function fidelityOf(target: Trace, achieved: Trace, measuredBy: Partial<Record<Resource, string>>): Fidelity {
  const compared = compare(target, achieved);
  const entries = (Object.keys(measuredBy) as Resource[]).flatMap((resource) => {
    const comparison = compared[resource];
    return comparison ? [[resource, { ...comparison, measuredBy: measuredBy[resource] ?? '' }] as const] : [];
  });
  const fidelity: Fidelity = Object.fromEntries(entries);
  const text = (color = false) => terminal(reportOf(target, fidelity), { color });
  const methods = {
    toString: { value: () => text() },
    [inspect.custom]: { value: (_depth: number, options?: { colors?: boolean }) => text(options?.colors) },
  };
  return Object.freeze(Object.defineProperties(fidelity, methods));
}

function reportOf(target: Trace, fidelity: Fidelity): Report {
  const [table, ...witnesses] = fidelitySections(fidelity, durationOf(target));
  return { title: `Fidelity of ${target.name}`, sections: [{ ...table!, title: undefined } as Section, ...witnesses] };
}
