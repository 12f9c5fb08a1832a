import type { Columns, ScheduledResource } from '../columns.ts';
import type { ManyPredictions } from '../predictor/predictor.ts';
import type { Settings, Unmet } from './options.ts';
import { startPredictions } from './predictions.ts';
import type { TemplateColumns } from './templates.ts';
import { startTotals, type Totals } from './totals.ts';

/**
 * One scheduled resource of all VMs while it is simulated: columns of rates, an element a VM, that are written over in each period. All lanes
 * have one shape, and their loops touch nothing else: that is what makes them fast.
 */
export interface Lane {
  readonly resource: ScheduledResource;
  readonly capacity: number;
  readonly unmet: Unmet;
  readonly predictions: ManyPredictions;
  readonly template: Float64Array;
  /** What no VM can use more of: its vCPUs. */
  readonly limit: Float64Array;
  /** What no grant may be less than: the floor of its memory. */
  readonly floor: Float64Array;
  /** Whether any VM has a limit or a floor. */
  readonly bounded: boolean;
  /** What was asked for in the period; `NaN`: the VM was not there. */
  readonly demand: Float64Array;
  /** Work that waits, in core-s or bytes. */
  readonly backlog: Float64Array;
  /** What a VM would use in the period if nobody held it back: its demand and its backlog, within its limit. */
  readonly want: Float64Array;
  readonly estimate: Float64Array;
  readonly used: Float64Array;
  /** What it used, where that was less than it wanted; else `NaN`. */
  readonly atLeast: Float64Array;
  readonly totals: Totals;
}

/** @param demand where the lane's demand is written to */
export function startLane(
  resource: ScheduledResource,
  { capacity, unmet, predictors }: Settings,
  { demand, templates }: { demand: Columns; templates: TemplateColumns },
): Lane {
  const count = templates.vcpus.length;
  const unknown = () => new Float64Array(count).fill(Number.NaN);
  const limit = resource === 'cpu' ? templates.vcpus : new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  const floor = resource === 'memory' ? templates.memoryFloor : new Float64Array(count);
  return {
    resource,
    capacity: capacity[resource],
    unmet: unmet[resource],
    predictions: startPredictions(predictors.get(resource)!, count, resource),
    template: templates.template[resource],
    limit,
    floor,
    bounded: limit.some((most) => most < Number.POSITIVE_INFINITY) || floor.some((least) => least > 0),
    demand: demand[resource],
    backlog: new Float64Array(count),
    want: new Float64Array(count),
    estimate: unknown(),
    used: unknown(),
    atLeast: unknown(),
    totals: startTotals(count),
  };
}
