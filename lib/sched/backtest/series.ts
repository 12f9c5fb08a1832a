import type { Trace } from '../../trace/trace.ts';
import type { ScheduledResource } from '../columns.ts';

/** One resource of one VM, over time. */
export interface Series {
  readonly vm: string;
  readonly resource: ScheduledResource;
  /** Rates (cores, bytes, bytes a second), from the first step that was recorded. */
  readonly used: Float64Array;
}

/** @returns none where the resource was never recorded. Rows of length 0, which only mark a start, are left out. */
export function seriesOf(trace: Trace, resource: ScheduledResource): Series[] {
  const rates = Float64Array.from(trace[resource], rateIn(trace, resource)).filter(
    (_, step) => trace.interval[step]! > 0,
  );
  const first = rates.findIndex((rate) => !Number.isNaN(rate));
  return first < 0 ? [] : [{ vm: trace.name, resource, used: rates.subarray(first) }];
}

const rateIn = ({ interval }: Trace, resource: ScheduledResource): ((value: number, step: number) => number) =>
  resource === 'read' || resource === 'write' ? (bytes, step) => bytes / interval[step]! : (level) => level;
