import type { Amounts, ScheduledResource } from '../columns.ts';
import { LIMITS } from './limit-kinds.ts';
import type { PeriodReport, VmPeriod } from './period-report.ts';
import type { VmLimits } from './plant.ts';

/** Of one resource: a column over the periods for each VM, in the order of the names. Rates; `NaN` where a VM was not there, or nothing is known. */
export interface LiveResourceHistory {
  readonly estimate: readonly Float64Array[];
  /** What the policy saw. */
  readonly credit: readonly Float64Array[];
  readonly grant: readonly Float64Array[];
  readonly used: readonly Float64Array[];
  /** What it used where it was held back, else `NaN`. */
  readonly demandAtLeast: readonly Float64Array[];
}

/** What went on over time, of the resources that were scheduled. Periods that were missed have no row. */
export type LiveHistory = Readonly<Partial<Record<ScheduledResource, LiveResourceHistory>>> & {
  /** The number of each period, from 0. */
  readonly period: Float64Array;
  /** When each began and ended, in s after the start of the run. */
  readonly start: Float64Array;
  readonly end: Float64Array;
  /** What each VM was told (in a dry run: would have been), a column over the periods; `NaN`: nothing. */
  readonly limits: Readonly<Record<keyof VmLimits, readonly Float64Array[]>>;
};

/** @param names of all VMs that ever were there */
export function liveHistory(
  reports: readonly PeriodReport[],
  names: readonly string[],
  resources: readonly ScheduledResource[],
): LiveHistory {
  const rows = reports.map(({ vms }) => new Map(vms.map((vm) => [vm.name, vm])));
  const columns = (value: (vm: VmPeriod) => number | undefined): Float64Array[] =>
    names.map((name) => Float64Array.from(rows, (row) => inColumn(row.get(name), value)));
  const of = (resource: ScheduledResource): LiveResourceHistory => {
    const amounts = (pick: (vm: VmPeriod) => Amounts) => columns((vm) => pick(vm)[resource]);
    return {
      estimate: amounts(({ estimate }) => estimate),
      credit: amounts(({ credit }) => credit),
      grant: amounts(({ grant }) => grant),
      used: amounts(({ used }) => used),
      demandAtLeast: amounts(({ demandAtLeast }) => demandAtLeast),
    };
  };
  const told = LIMITS.map(({ kind }) => [kind, columns(({ limits, would }) => (would ?? limits)[kind])]);
  return {
    period: Float64Array.from(reports, ({ period }) => period),
    start: Float64Array.from(reports, ({ start }) => start),
    end: Float64Array.from(reports, ({ end }) => end),
    limits: Object.fromEntries(told),
    ...Object.fromEntries(resources.map((resource) => [resource, of(resource)])),
  };
}

const inColumn = (vm: VmPeriod | undefined, value: (vm: VmPeriod) => number | undefined): number =>
  (vm && value(vm)) ?? Number.NaN;
