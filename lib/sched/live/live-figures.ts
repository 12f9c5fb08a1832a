import { jain } from '../../stats/jain.ts';
import { type Amounts, type Columns, eachResource, type ScheduledResource } from '../columns.ts';
import { titleOf } from '../policy/titled.ts';
import { titleOfPredictors } from '../predictor/by-resource.ts';
import type { Fault } from './fault.ts';
import { type LiveHistory, liveHistory } from './live-history.ts';
import type { PeriodReport } from './period-report.ts';
import type { LiveSettings } from './settings.ts';

/** What a live run came to, as plain data. Of a resource that was not scheduled, every figure is `NaN`. */
export interface LiveFigures {
  /** As tables show them. */
  readonly predictor: string;
  readonly policy: string;
  /** All VMs that were ever there. */
  readonly names: readonly string[];
  /** `Infinity` for what was not scheduled. */
  readonly capacity: Amounts;
  readonly resources: readonly ScheduledResource[];
  /** Nothing was set. */
  readonly dryRun: boolean;
  /** How many periods were measured. */
  readonly periods: number;
  /** Length of a period as it was asked for, and of it all, in s. */
  readonly interval: number;
  readonly seconds: number;
  /** Use as a part of the capacity, over the whole time. */
  readonly utilisation: Amounts;
  /** Jain's indices over VMs, by the kernel's counters: from 1/n (one VM has it all) to 1 (all fare alike). */
  readonly fairness: {
    /** Of use as a part of the grant, of the first resource that was scheduled (CPU, as a rule). Below 1 where VMs did not want their grants, too. */
    readonly jain: number;
    readonly grant: Amounts;
    /** Of use as a part of the template. */
    readonly share: Amounts;
  };
  /** Means over the time that a VM was there, in the order of the names. */
  readonly vms: { readonly used: Columns; readonly grant: Columns; readonly template: Columns };
  readonly history: LiveHistory;
  readonly faults: readonly Fault[];
}

/** @param left what was left alone at the end */
export function liveFigures(
  reports: readonly PeriodReport[],
  settings: LiveSettings,
  left: readonly Fault[],
): LiveFigures {
  const { resources, capacity } = settings;
  const names = [...new Set(reports.flatMap(({ vms }) => vms.map(({ name }) => name)))];
  const vms = {
    used: means(reports, names, 'used'),
    grant: means(reports, names, 'grant'),
    template: means(reports, names, 'template'),
  };
  const each = (of: (resource: ScheduledResource) => number) =>
    eachResource((resource) => (resources.includes(resource) ? of(resource) : Number.NaN));
  const grant = each((resource) => jain(parts(vms.used[resource], vms.grant[resource])));
  const share = each((resource) => jain(parts(vms.used[resource], vms.template[resource])));
  return {
    predictor: titleOfPredictors(settings.predictors),
    policy: titleOf(settings.policy),
    names,
    capacity,
    resources,
    dryRun: settings.dryRun,
    periods: reports.length,
    interval: settings.interval,
    seconds: (reports.at(-1)?.end ?? 0) - (reports[0]?.start ?? 0),
    utilisation: each((resource) => utilisationOf(reports, resource) / capacity[resource]),
    fairness: { jain: grant[resources[0]], grant, share },
    vms,
    history: liveHistory(reports, names, resources),
    faults: [...reports.flatMap(({ faults }) => faults), ...left],
  };
}

/** A long period counts for more than a short one. */
const means = (
  reports: readonly PeriodReport[],
  names: readonly string[],
  what: 'used' | 'grant' | 'template',
): Columns =>
  eachResource((resource) =>
    Float64Array.from(names, (name) =>
      mean(
        reports.map(({ start, end, vms }) => ({
          seconds: end - start,
          value: vms.find((vm) => vm.name === name)?.[what][resource] ?? Number.NaN,
        })),
      ),
    ),
  );

interface Weighed {
  readonly seconds: number;
  readonly value: number;
}

function mean(values: readonly Weighed[]): number {
  const known = values.filter(({ value }) => !Number.isNaN(value));
  const seconds = known.reduce((sum, each) => sum + each.seconds, 0);
  return known.reduce((sum, each) => sum + each.value * each.seconds, 0) / seconds;
}

/** The mean, over the time, of what all used together. */
const utilisationOf = (reports: readonly PeriodReport[], resource: ScheduledResource): number =>
  mean(
    reports.map(({ start, end, vms }) => {
      const known = vms.map(({ used }) => used[resource]).filter((value) => !Number.isNaN(value));
      const value = known.length > 0 ? known.reduce((sum, used) => sum + used, 0) : Number.NaN;
      return { seconds: end - start, value };
    }),
  );

const parts = (used: Float64Array, of: Float64Array): Float64Array =>
  used.map((use, vm) => (of[vm] > 0 ? use / of[vm] : Number.NaN));
