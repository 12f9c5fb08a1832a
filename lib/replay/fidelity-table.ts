import type { Section, TableSection, Unit } from '../report/report.ts';
import type { ResourceComparison } from '../stats/compare.ts';
import type { Resource } from '../trace/trace.ts';
import { amount } from './amount.ts';

/** How true one resource was replayed, and who says so. */
export interface ResourceFidelity extends ResourceComparison {
  /** The counter of the kernel that `achieved` was read from, or that nothing but the generator's claim was there. */
  readonly measuredBy: string;
}

/** One entry for each resource that was replayed; the others are absent. Printed, it is a table. */
export type Fidelity = { readonly [resource in Resource]?: ResourceFidelity };

/** A table of the figures, and below it who measured them. @param seconds of the run: memory is told as its mean */
export function fidelitySections(fidelity: Fidelity, seconds: number): Section[] {
  const rows = Object.entries(fidelity) as [Resource, ResourceFidelity][];
  const witnesses = rows.map(([resource, { measuredBy }]) => `${resource}: ${measuredBy}`);
  return [table(rows, seconds), { kind: 'text', title: 'Measured by', text: `${witnesses.join('; ')}.` }];
}

function table(rows: readonly [Resource, ResourceFidelity][], seconds: number): TableSection {
  const total = (resource: Resource) => (value: number) => amount(value, resource, seconds);
  return {
    kind: 'table',
    title: 'Fidelity',
    columns: [{ name: 'resource' }, ...FIGURES.map(({ name, unit }) => ({ name, unit, align: 'right' as const }))],
    rows: rows.map(([resource, figures]) => [resource, ...FIGURES.map(({ of }) => of(figures, total(resource)))]),
  };
}

interface Figure {
  readonly name: string;
  readonly unit?: Unit;
  readonly of: (figures: ResourceFidelity, total: (value: number) => string) => number | string;
}

const FIGURES: readonly Figure[] = [
  { name: 'target', of: ({ target }, total) => total(target) },
  { name: 'achieved', of: ({ achieved }, total) => total(achieved) },
  { name: 'error', unit: 'fraction', of: ({ totalRatio }) => totalRatio - 1 },
  { name: 'WAPE', unit: 'fraction', of: ({ wape }) => wape },
  { name: 'r', of: ({ r }) => r },
];
