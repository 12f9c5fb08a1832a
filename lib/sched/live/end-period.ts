import type { OpenPeriod, Parts } from './begin-period.ts';
import type { Fault } from './fault.ts';
import { type PeriodReport, periodReport } from './period-report.ts';
import type { PlantSample } from './plant.ts';
import { NOTHING_KNOWN } from './rates.ts';

/** A sample, or why there is none. */
export interface Taken {
  readonly sample?: PlantSample;
  readonly problem?: string;
}

interface Ending {
  readonly taken: Taken;
  /** The period that begins now. */
  readonly next: number;
  /** In s after the start of the run. */
  readonly end: number;
}

/** What came of a period, when its VMs have been observed. */
export function endPeriod(open: OpenPeriod, { roster, settings }: Parts, { taken, next, end }: Ending): PeriodReport {
  const outcomes = new Map(roster.vms.map((vm) => [vm.name, vm]));
  const vms = open.vms.map((vm) => {
    const { used = NOTHING_KNOWN, atLeast = NOTHING_KNOWN } = outcomes.get(vm.name) ?? {};
    return { ...vm, used, demandAtLeast: atLeast };
  });
  const faults = [
    ...open.faults,
    ...missed(open.period, next),
    ...problemsOf(taken, open.period),
    ...gone(open, taken),
  ];
  return periodReport({ ...open, end, resources: settings.resources, vms, faults });
}

/** Periods that nobody came to: what was measured is over all their time. */
const missed = (period: number, next: number): Fault[] =>
  Array.from({ length: next - period - 1 }, (_, index) => ({
    period: period + 1 + index,
    kind: 'missed',
    reason: 'its time had come before the period before it was done; what was granted stayed',
  }));

/** What could not be read. */
export const problemsOf = ({ sample, problem }: Taken, period: number): Fault[] => [
  ...(problem === undefined ? [] : [{ period, kind: 'sample' as const, reason: problem }]),
  ...(sample?.vms ?? []).flatMap(({ name, problems }) =>
    problems.map((reason) => ({ period, kind: 'sample' as const, vm: name, reason })),
  ),
];

function gone({ period, vms }: OpenPeriod, { sample }: Taken): Fault[] {
  const there = new Set(sample?.vms.map(({ name }) => name));
  const names = sample ? vms.map(({ name }) => name).filter((name) => !there.has(name)) : [];
  return names.map((vm) => ({ period, kind: 'ended', vm, reason: 'it is no longer there' }));
}
