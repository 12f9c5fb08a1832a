import { InputError } from '../../core/errors.ts';
import { formatSize } from '../../core/units.ts';
import type { Columns, ScheduledResource } from '../columns.ts';
import type { Lane } from './lane.ts';

/** What is kept of each period, of one resource: a column over the periods for each VM, in the order of the names. */
export interface ResourceHistory {
  readonly demand: readonly Float64Array[];
  readonly estimate: readonly Float64Array[];
  /** What the policy saw. */
  readonly credit: readonly Float64Array[];
  readonly grant: readonly Float64Array[];
  readonly used: readonly Float64Array[];
  /** Demand of the period that was not served in it. */
  readonly unmet: readonly Float64Array[];
  /** Work that waited at the end of the period, in core-s or bytes. */
  readonly backlog: readonly Float64Array[];
}

/** Rates, but `backlog`; `NaN` where a VM was not there. Of the resources that were scheduled. */
export type History = Readonly<Partial<Record<ScheduledResource, ResourceHistory>>> & {
  /** Lengths of the periods, in s. */
  readonly interval: Float64Array;
};

const KEPT = ['demand', 'estimate', 'credit', 'grant', 'used', 'unmet', 'backlog'] as const;
/** More than this is surely a mistake, and would end the process. */
const MOST_BYTES = 4 * 2 ** 30;

/** @throws InputError for more than 4 GiB of it */
export function startHistory(lanes: readonly Lane[], periods: number): History {
  const bytes = lanes.length * KEPT.length * (lanes[0]?.used.length ?? 0) * periods * 8;
  if (bytes > MOST_BYTES)
    throw new InputError({
      expected: 'no more than 4 GiB of columns',
      received: formatSize(bytes),
      advice: "Say { keep: 'summary' }, which keeps the figures only",
    });
  const each = lanes.map((lane) => [lane.resource, historyOf(lane, periods)]);
  return { interval: new Float64Array(periods), ...Object.fromEntries(each) };
}

function historyOf({ used }: Lane, periods: number): ResourceHistory {
  const columns = () => Array.from(used, () => new Float64Array(periods));
  return Object.fromEntries(KEPT.map((name) => [name, columns()])) as unknown as ResourceHistory;
}

/** Before the period is settled. */
export function keepDecision(history: History, period: number, { lane, credit }: Decision): void {
  const kept = history[lane.resource]!;
  write(kept.demand, period, lane.demand);
  write(kept.estimate, period, lane.estimate);
  write(kept.credit, period, credit[lane.resource]);
  write(kept.grant, period, lane.grant);
}

interface Decision {
  readonly lane: Lane;
  readonly credit: Columns;
}

/** When it is settled. */
export function keepOutcome(history: History, period: number, { resource, used, backlog, demand }: Lane): void {
  const kept = history[resource]!;
  write(kept.used, period, used);
  write(kept.backlog, period, backlog);
  kept.unmet.forEach((column, vm) => {
    column[period] = Math.max(0, demand[vm] - used[vm]);
  });
}

function write(columns: readonly Float64Array[], period: number, values: Float64Array): void {
  for (let vm = 0; vm < values.length; vm++) columns[vm][period] = values[vm];
}
