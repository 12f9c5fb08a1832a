import { inspect } from 'node:util';
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
  const draw = () =>
    terminal({ title: `Fidelity of ${target.name}`, sections: fidelitySections(fidelity, durationOf(target)) });
  return Object.freeze(Object.defineProperty(fidelity, inspect.custom, { value: draw }));
}
