import { type Columns, columnsOf, eachResource, type ScheduledResource } from '../columns.ts';
import type { Lane } from './lane.ts';
import type { Run } from './periods.ts';

/** What each VM came to: columns in the order of the names, `NaN` for resources that were not scheduled. */
export interface PerVm {
  /** All that was asked for: core-s, byte-s of memory, bytes. */
  readonly demand: Columns;
  readonly used: Columns;
  /** Demand with the backlog, as often as it was asked for: what `slowdown` is of. */
  readonly want: Columns;
  /** What was not served in the period it was asked for in. */
  readonly unmet: Columns;
  /** What still waited at the end: core-s, bytes. */
  readonly backlog: Columns;
  /** `used / demand`; `NaN` for who asked for nothing. */
  readonly satisfaction: Columns;
  /** `Σ want / Σ use`, want being demand with backlog; `Infinity` for who wanted and got nothing. */
  readonly slowdown: Columns;
  /** Seconds in which it wanted more than it got, and got less than its template. */
  readonly underTemplate: Columns;
  /** Seconds in which it was not there, or not recorded. */
  readonly absent: Columns;
}

export function perVmOf({ lanes, templates }: Run): PerVm {
  const each = columnFrom(lanes, templates.vcpus.length);
  return {
    demand: each(({ totals }) => totals.demand),
    used: each(({ totals }) => totals.used),
    want: each(({ totals }) => totals.want),
    unmet: each(({ totals }) => totals.unmet),
    backlog: each(({ backlog }) => backlog),
    satisfaction: each(({ totals }) => totals.used.map((use, vm) => use / totals.demand[vm])),
    slowdown: each(({ totals }) => totals.want.map((want, vm) => want / totals.used[vm])),
    underTemplate: each(({ totals }) => totals.under),
    absent: each(({ totals }) => totals.absent),
  };
}

const columnFrom =
  (lanes: readonly Lane[], count: number) =>
  (of: (lane: Lane) => Float64Array): Columns =>
    eachResource((resource) => laneColumn(lanes, resource, of) ?? columnsOf(count, () => Number.NaN)[resource]);

function laneColumn(lanes: readonly Lane[], resource: ScheduledResource, of: (lane: Lane) => Float64Array) {
  const lane = lanes.find((one) => one.resource === resource);
  return lane && of(lane);
}
