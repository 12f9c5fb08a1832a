import { inspect } from 'node:util';
import { formatDuration } from '../../core/units.ts';
import type { Cell, Column, Report, Section, TableSection } from '../../report/report.ts';
import type { Reported } from '../../report/reported.ts';
import { terminal } from '../../report/terminal.ts';
import type { Amounts, ScheduledResource } from '../columns.ts';
import { amountColumns, amountTitle } from './amount-columns.ts';
import type { OpenPeriod, Settled } from './begin-period.ts';
import { type Fault, faultText } from './fault.ts';
import { LIMITS } from './limit-kinds.ts';
import type { VmLimits } from './plant.ts';

/** A VM in one period: cores, bytes, bytes a second. `NaN` of what is not scheduled, or not known. */
export interface VmPeriod extends Settled {
  readonly used: Amounts;
  /** Where it was held back, what it used; else `NaN`. */
  readonly demandAtLeast: Amounts;
}

/** A period that has ended: what VMs were granted at its beginning, and used until its end. */
export interface PeriodFacts extends Omit<OpenPeriod, 'vms'> {
  /** In s after the start of the run. */
  readonly end: number;
  readonly resources: readonly ScheduledResource[];
  readonly vms: readonly VmPeriod[];
}

/** Prints as one block of text. */
export interface PeriodReport extends PeriodFacts, Reported {
  toString(): string;
}

export function periodReport(facts: PeriodFacts): PeriodReport {
  const report = () => reportOf(facts);
  const text = () => terminal(report());
  return Object.freeze({ ...facts, report, toString: text, [inspect.custom]: text });
}

const reportOf = (facts: PeriodFacts): Report => ({
  title: `period ${facts.period}, from ${formatDuration(facts.start)} to ${formatDuration(facts.end)}`,
  sections: [
    ...facts.resources.map((resource) => useOf(facts.vms, resource)),
    ...limitsSet(facts.vms),
    ...faultSections(facts.faults),
  ],
});

function useOf(vms: readonly VmPeriod[], resource: ScheduledResource): TableSection {
  const amounts = amountColumns(resource, ['estimate', 'granted', 'used', 'credit']);
  return {
    kind: 'table',
    title: amountTitle(resource),
    columns: [{ name: 'VM' }, ...amounts, { name: 'held back' }],
    rows: vms.map(({ name, estimate, grant, used, credit, demandAtLeast }) => [
      name,
      ...[estimate, grant, used, credit].map((each) => each[resource]),
      Number.isNaN(demandAtLeast[resource]) ? '' : 'yes',
    ]),
  };
}

/** In a dry run, those that would be set. */
function limitsSet(vms: readonly VmPeriod[]): TableSection[] {
  const all: VmLimits[] = vms.map(({ limits, would }) => would ?? limits);
  const kinds = LIMITS.filter(({ kind }) => all.some((limits) => limits[kind] !== undefined));
  if (kinds.length === 0) return [];
  const columns: Column[] = kinds.map(({ name, unit }) => ({ name, unit }));
  const cells = (limits: VmLimits): Cell[] => kinds.map(({ kind }) => limits[kind] ?? null);
  return [
    {
      kind: 'table',
      title: vms.some(({ would }) => would) ? 'limits that would be set' : 'limits',
      columns: [{ name: 'VM' }, ...columns],
      rows: vms.map(({ name }, vm) => [name, ...cells(all[vm])]),
    },
  ];
}

export const faultSections = (faults: readonly Fault[]): Section[] =>
  faults.length === 0 ? [] : [{ kind: 'text', title: 'faults', text: faults.map(faultText).join('\n') }];
