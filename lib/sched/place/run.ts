import { RunError } from '../../core/errors.ts';
import { type Reported, reported } from '../../report/reported.ts';
import { terminal } from '../../report/terminal.ts';
import type { SimulationFigures } from '../simulate/figures.ts';
import { inOwnThreads } from '../sweep/in-own-threads.ts';
import { type AllHosts, allHostsOf } from './all-hosts.ts';
import type { PlaceOptions } from './place-options.ts';
import type { PlacementPlan } from './plan.ts';
import { resultReport } from './result-report.ts';
import type { HostsShared, HostTask } from './run-hosts.ts';

/** How the VMs of all hosts fared. */
export interface PlacementResult extends Reported {
  readonly plan: PlacementPlan;
  /** In the order of `plan.hosts`; undefined for a host without VMs. */
  readonly hosts: readonly (SimulationFigures | undefined)[];
  readonly all: AllHosts;
  /** The figures of all hosts as a table. */
  toString(): string;
}

/** Hosts are sent to workers by so many, since a message a host would cost more than a small host takes. */
const HOSTS_AT_ONCE = 20;

export interface PlannedRun {
  readonly plan: PlacementPlan;
  readonly tasks: readonly HostTask[];
  readonly shared: HostsShared;
}

export async function runPlan(
  { plan, tasks, shared }: PlannedRun,
  { onProgress, ...threads }: PlaceOptions,
): Promise<PlacementResult> {
  const busy = tasks.filter(({ templates }) => templates.length > 0);
  let done = 0;
  const onDone = (hosts: readonly SimulationFigures[]) => {
    done += hosts.length;
    onProgress?.({ done, of: busy.length });
  };
  const work = { module: new URL('./run-hosts.ts', import.meta.url), export: 'runHosts', shared };
  const figures = await inOwnThreads<HostTask[], SimulationFigures[]>(work, inParts(busy), {
    ...threads,
    onDone,
  }).catch((error) => {
    throw error instanceof RunError ? new RunError('PLACE', error.message, { cause: error.cause }) : error;
  });
  const byHost = new Map(figures.flat().map((one, number) => [busy[number].name, one]));
  return resultOf(
    plan,
    plan.hosts.map(({ name }) => byHost.get(name)),
  );
}

const inParts = (tasks: readonly HostTask[]): HostTask[][] =>
  Array.from({ length: Math.ceil(tasks.length / HOSTS_AT_ONCE) }, (_, part) =>
    tasks.slice(part * HOSTS_AT_ONCE, (part + 1) * HOSTS_AT_ONCE),
  );

function resultOf(plan: PlacementPlan, hosts: PlacementResult['hosts']): PlacementResult {
  const all = allHostsOf(hosts.filter((host) => host !== undefined));
  const result = reported({ plan, hosts, all }, resultReport);
  return Object.freeze({ ...result, toString: () => terminal(result.report()) });
}
