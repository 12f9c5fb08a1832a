import type { TableSection, Unit } from '../../report/report.ts';
import { RESOURCE_UNITS } from '../../report/resources.ts';
import { withUnit } from '../../report/scale.ts';
import { terminal } from '../../report/terminal.ts';
import type { ScheduledResource } from '../columns.ts';
import { titleOf } from '../policy/titled.ts';
import { amountText } from './amount-text.ts';
import type { Trial } from './trial.ts';

/** The smallest state found in which a property of a policy does not hold. */
export interface CounterExample {
  /** `neverOvercommits` … */
  readonly property: string;
  /** As a method of `check`: `neverOvercommits()`. */
  readonly call: string;
  /** What is wrong, as a sentence. */
  readonly complaint: string;
  readonly trial: Trial;
  /** With `path`, given to `check` as options, tries this state again. */
  readonly seed: number;
  readonly path: string;
  /** How many states were tried until one failed. */
  readonly runs: number;
}

/** A counter-example to read: what is wrong, the state as a table a resource, and how to try it again. */
export function counterExampleText({ property, call, complaint, trial, seed, path, runs }: CounterExample): string {
  const title = `${property} does not hold of ${titleOf(trial.policy)}: ${complaint}`;
  const sections = trial.scheduled.map((resource) => tableOf(trial, resource));
  return `${terminal({ title, sections }, { columns: 120 })}

Found with state ${runs} of those tried, and made as small as it gets. To try it again:
check(policy, { seed: ${seed} }).${call}
or only the last step, with path: '${path}'`;
}

function tableOf(trial: Trial, resource: ScheduledResource): TableSection {
  const shown = columnsOf(trial, resource).filter(({ values, usual }) =>
    values.some((value) => !Object.is(value, usual)),
  );
  return {
    kind: 'table',
    title: `Of ${amountText(resource, trial.state.capacity[resource])}`,
    columns: [{ name: 'VM' }, ...shown.map(({ name }) => ({ name, align: 'right' as const }))],
    rows: trial.state.names.map((name, vm) => [
      name,
      ...shown.map(({ values, unit }) => withUnit(values[vm] ?? Number.NaN, unit ?? RESOURCE_UNITS[resource])),
    ]),
  };
}

interface ShownColumn {
  readonly name: string;
  readonly values: Float64Array;
  /** A column of nothing else is left out. */
  readonly usual?: number;
  readonly unit?: Unit;
}

function columnsOf({ state, need, allocation }: Trial, resource: ScheduledResource): ShownColumn[] {
  const own: Partial<Record<ScheduledResource, ShownColumn>> = {
    cpu: { name: 'vCPUs', values: state.vcpus, usual: Infinity, unit: '' },
    memory: { name: 'floor', values: state.memoryFloor, usual: 0 },
  };
  return [
    { name: 'weight', values: state.weight, usual: 1, unit: '' },
    { name: 'template', values: state.template[resource] },
    { name: 'credit', values: state.credit[resource], usual: 0 },
    { name: 'estimate', values: state.estimate[resource] },
    { name: 'wanted at least', values: state.demandAtLeast[resource], usual: Number.NaN },
    ...(own[resource] ? [own[resource]] : []),
    { name: 'need', values: need[resource] },
    { name: 'grant', values: allocation[resource] },
  ];
}
