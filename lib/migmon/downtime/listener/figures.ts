import type { Latency } from '../../latency.ts';
import type { OutageTimes } from '../outage-times.ts';
import type { ListenerSecond } from './second.ts';
import type { ListenerSpec } from './spec.ts';

/** What a listener heard. */
export interface ListenerFigures extends OutageTimes {
  readonly spec: ListenerSpec;
  readonly port: number;
  readonly seconds: readonly ListenerSecond[];
  readonly received: number;
  /** Whether the beacon is vmlab's, whose datagrams have numbers. From mig_mon's nobody can tell what is lost, and these three are `NaN`. */
  readonly numbered: boolean;
  readonly lost: number;
  readonly duplicates: number;
  readonly reordered: number;
  /** Did not begin with `echo`. */
  readonly ignored: number;
  /** From others than the `peers`; from others than the first that was heard. */
  readonly turnedAway: number;
  readonly others: number;

  /** Between two arrivals. `percentile(99)` in µs. */
  readonly delay: Latency;
}
