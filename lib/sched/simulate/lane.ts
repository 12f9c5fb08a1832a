import type { Columns, ScheduledResource } from '../columns.ts';
import { type BoundLoop, bindLoop } from '../loop.ts';
import type { ManyPredictions } from '../predictor/predictor.ts';
import type { Settings, Unmet } from './options.ts';
import { startPredictions } from './predictions.ts';
import { ADD_UP, CARRY_OVER } from './settle.ts';
import type { TemplateColumns } from './templates.ts';
import { startTotals, type Totals } from './totals.ts';
import { USE } from './use.ts';
import { LEAVE_OUT, WANT } from './want.ts';

/**
 * One scheduled resource of all VMs while it is simulated: columns of rates, an element a VM, that are written over in each period, and
 * the loops over them, which touch nothing else.
 */
export interface Lane extends LaneColumns {
  readonly resource: ScheduledResource;
  readonly capacity: number;
  readonly unmet: Unmet;
  readonly predictions: ManyPredictions;
  /** Whether any VM has a limit or a floor. */
  readonly bounded: boolean;
  readonly totals: Totals;
  readonly loops: Readonly<Record<'want' | 'leaveOut' | 'use' | 'carryOver' | 'addUp', BoundLoop>>;
}

interface LaneColumns {
  readonly template: Float64Array;
  /** What no VM can use more of: its vCPUs. */
  readonly limit: Float64Array;
  /** What no grant may be less than: the floor of its memory. */
  readonly floor: Float64Array;
  /** What was asked for in the period; `NaN`: the VM was not there. */
  readonly demand: Float64Array;
  /** Work that waits, in core-s or bytes. */
  readonly backlog: Float64Array;
  /** What a VM would use in the period if nobody held it back: its demand and its backlog, within its limit. */
  readonly want: Float64Array;
  readonly estimate: Float64Array;
  /** What the policy answered. */
  readonly grant: Float64Array;
  readonly used: Float64Array;
  /** What it used, where that was less than it wanted; else `NaN`. */
  readonly atLeast: Float64Array;
}

/** @param demand where the lane's demand is written to */
export function startLane(
  resource: ScheduledResource,
  { capacity, unmet, predictors }: Settings,
  { demand, templates }: { demand: Columns; templates: TemplateColumns },
): Lane {
  const columns = columnsOfLane(resource, demand, templates);
  const count = columns.used.length;
  const totals = startTotals(count);
  return {
    resource,
    capacity: capacity[resource],
    unmet: unmet[resource],
    predictions: startPredictions(predictors.get(resource)!, count, resource),
    ...columns,
    bounded: isBounded(columns),
    totals,
    loops: loopsOver(columns, totals),
  };
}

function columnsOfLane(resource: ScheduledResource, demand: Columns, templates: TemplateColumns): LaneColumns {
  const count = templates.vcpus.length;
  const unknown = () => new Float64Array(count).fill(Number.NaN);
  return {
    template: templates.template[resource],
    limit: resource === 'cpu' ? templates.vcpus : new Float64Array(count).fill(Number.POSITIVE_INFINITY),
    floor: resource === 'memory' ? templates.memoryFloor : new Float64Array(count),
    demand: demand[resource],
    backlog: new Float64Array(count),
    want: new Float64Array(count),
    estimate: unknown(),
    grant: new Float64Array(count),
    used: unknown(),
    atLeast: unknown(),
  };
}

const isBounded = ({ limit, floor }: LaneColumns): boolean =>
  limit.some((most) => most < Number.POSITIVE_INFINITY) || floor.some((least) => least > 0);

function loopsOver(columns: LaneColumns, totals: Totals): Lane['loops'] {
  const { demand, backlog, limit, want, estimate, grant, used, template, atLeast } = columns;
  const { demand: demands, used: uses, want: wants, unmet, under, absent } = totals;
  const sums = { demands, uses, wants, unmet, under, absent };
  return {
    want: bindLoop(WANT, { demand, backlog, limit, want }),
    leaveOut: bindLoop(LEAVE_OUT, { demand, estimate }),
    use: bindLoop(USE, { want, grant, used }),
    carryOver: bindLoop(CARRY_OVER, { demand, used, backlog }),
    addUp: bindLoop(ADD_UP, { demand, want, used, template, atLeast, ...sums }),
  };
}
