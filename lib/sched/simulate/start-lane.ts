import type { Columns, ScheduledResource } from '../columns.ts';
import { bindLoop } from '../loop.ts';
import type { Lane, LaneColumns } from './lane.ts';
import type { Settings } from './options.ts';
import { startPredictions } from './predictions.ts';
import { ADD_UP, CARRY_OVER } from './settle.ts';
import type { TemplateColumns } from './templates.ts';
import { startTotals, type Totals } from './totals.ts';
import { USE } from './use.ts';
import { LEAVE_OUT, WANT } from './want.ts';

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
