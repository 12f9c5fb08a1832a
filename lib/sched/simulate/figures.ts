import { jain } from '../../stats/jain.ts';
import { type Amounts, type Columns, eachResource, type ScheduledResource } from '../columns.ts';
import { titleOf } from '../policy/titled.ts';
import { titleOfPredictors } from '../predictor/by-resource.ts';
import type { Demand } from './demand.ts';
import type { History } from './history.ts';
import type { Lane } from './lane.ts';
import type { Settings } from './options.ts';
import { type PerVm, perVmOf } from './per-vm.ts';
import type { Run } from './periods.ts';

/** What a simulation came to, as plain data. Of a resource that was not scheduled, every figure is `NaN`. */
export interface SimulationFigures {
  /** As tables show them. */
  readonly predictor: string;
  readonly policy: string;
  readonly names: readonly string[];
  /** `Infinity` for what was not scheduled. */
  readonly capacity: Amounts;
  readonly resources: readonly ScheduledResource[];
  readonly periods: number;
  /** Length of it all, in s. */
  readonly seconds: number;
  /** Use as a part of the capacity, over the whole time. */
  readonly utilisation: Amounts;
  /**
   * The part of the demand that was not served in the period it came in: that waited where it waits, that was lost where it is lost. What a period
   * serves counts as its own demand first, and what waited after that. Of memory, what was asked for over the grant, as a part of all that was asked for.
   */
  readonly unmet: Amounts;
  /** `Σ want / Σ use`, want being demand with backlog: how much longer work took than on a host of its own, 1 being not at all. */
  readonly slowdown: Amounts;
  /** The part of the VMs' time in which they wanted more than they got, and got less than their template. */
  readonly underTemplate: Amounts;
  readonly fairness: Fairness;
  readonly violations: Violations;
  /** The same for each VM, as columns in the order of the names. */
  readonly vms: PerVm;
  /** What went on over time, unless only the summary was asked for. */
  readonly history?: History;
}

/** Jain's indices, from 1/n (one VM has it all) to 1 (all fare alike); VMs that wanted nothing are left out. */
export interface Fairness {
  /** Of how satisfied VMs are: each by the resource it got the smallest part of its demand of. */
  readonly jain: number;
  /** Of use as a part of demand. */
  readonly satisfaction: Amounts;
  /** Of use as a part of the template. Below 1 where VMs did not want alike, too. */
  readonly share: Amounts;
}

/** In how many periods a policy answered with what cannot be. */
export interface Violations {
  /** Granted more than the host has. */
  readonly overcommitted: Amounts;
  /** Granted a VM more cores than its vCPUs, or less memory than its floor. */
  readonly outOfBounds: Amounts;
}

export function figuresOf(run: Run, demand: Demand, settings: Settings): SimulationFigures {
  const seconds = secondsOf(demand);
  const vms = perVmOf(run);
  const each = figureOf(run.lanes);
  return {
    predictor: titleOfPredictors(settings.predictors),
    policy: titleOf(settings.policy),
    names: demand.names,
    capacity: settings.capacity,
    resources: settings.resources,
    periods: demand.steps,
    seconds,
    utilisation: each(({ totals, capacity }) => sum(totals.used) / (capacity * seconds)),
    unmet: each(({ totals }) => sum(totals.unmet) / sum(totals.demand)),
    slowdown: each(({ totals }) => sum(totals.want) / sum(totals.used)),
    underTemplate: each(({ totals }) => sum(totals.under) / (seconds * demand.names.length - sum(totals.absent))),
    fairness: fairnessOf(vms, run.templates.template, settings.resources),
    violations: {
      overcommitted: each(({ totals }) => totals.overcommitted),
      outOfBounds: each(({ totals }) => totals.outOfBounds),
    },
    vms,
    ...(run.history && { history: run.history }),
  };
}

function secondsOf({ steps, secondsOf: lengthOf }: Demand): number {
  let seconds = 0;
  for (let step = 0; step < steps; step++) seconds += lengthOf(step);
  return seconds;
}

const figureOf =
  (lanes: readonly Lane[]) =>
  (of: (lane: Lane) => number): Amounts =>
    eachResource((resource) => {
      const lane = lanes.find((one) => one.resource === resource);
      return lane ? of(lane) : Number.NaN;
    });

function fairnessOf(vms: PerVm, template: Columns, resources: readonly ScheduledResource[]): Fairness {
  const worst = vms.satisfaction.cpu.map((_, vm) => least(resources.map((resource) => vms.satisfaction[resource][vm])));
  return {
    jain: jain(worst),
    satisfaction: eachResource((resource) => jain(vms.satisfaction[resource])),
    share: eachResource((resource) => jain(shares(vms, template, resource))),
  };
}

/** Who wanted nothing, or was promised nothing, has no share. */
const shares = ({ demand, used }: PerVm, template: Columns, resource: ScheduledResource): Float64Array =>
  used[resource].map((use, vm) =>
    demand[resource][vm] > 0 && template[resource][vm] > 0 ? use / template[resource][vm] : Number.NaN,
  );

const least = (values: readonly number[]): number => {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.length > 0 ? Math.min(...known) : Number.NaN;
};

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
