import { quantiles } from '../../stats/quantiles.ts';
import { recorded } from '../../stats/recorded.ts';

/** From the deadlines to when the last counter was read, in s. */
export interface FleetLateness {
  /** How many deadlines there were: one more than steps. */
  readonly samples: number;
  readonly median: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
  /** How many were over 20 ms late. */
  readonly over20ms: number;
}

const LATE_S = 0.02;

/** @param late of each deadline, in s; NaN where there was nothing to read */
export function latenessOf(late: Float64Array): FleetLateness {
  const known = recorded(late);
  const [median, p99, p999, max] = quantiles(known, [0.5, 0.99, 0.999, 1]) as [number, number, number, number];
  return { samples: late.length, median, p99, p999, max, over20ms: known.filter((seconds) => seconds > LATE_S).length };
}
