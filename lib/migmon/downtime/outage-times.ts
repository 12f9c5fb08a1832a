import type { TaskRecord } from '../../native.ts';
import { type Outage, outagesOf } from './outage.ts';

/** When it was measured, and when nothing came: what a client and a listener have in common. */
export interface OutageTimes {
  /** s since 1970 */
  readonly startedAt: number;
  /** s */
  readonly elapsed: number;
  /** The first 100000 of them. */
  readonly outages: readonly Outage[];
  /** All of them. */
  readonly outageCount: number;
  /** Of all outages, in s. */
  readonly downtime: number;
  /** In s; 0: there was none. */
  readonly longestOutage: number;
  /** The longest time between two that came, less what their sender was late, in s; `NaN` before there were two. */
  readonly maximumDelay: number;
  /** mig_mon's "1st and 2nd packet latency", against which spikes are held: whole ms; `NaN` before there were two. */
  readonly firstDelay: number;
}

export function outageTimes(record: TaskRecord): OutageTimes {
  const { started_at, ran_ns, outages, outage_total_ns, outage_longest_ns, delay_maximum_ns, baseline_ms } =
    record as Readonly<Record<Field, number>>;
  return {
    startedAt: started_at,
    elapsed: ran_ns / 1e9,
    outages: outagesOf(record),
    outageCount: outages,
    downtime: outage_total_ns / 1e9,
    longestOutage: outage_longest_ns / 1e9,
    maximumDelay: delay_maximum_ns > 0 ? delay_maximum_ns / 1e9 : Number.NaN,
    firstDelay: baseline_ms ?? Number.NaN,
  };
}

type Field =
  | 'started_at'
  | 'ran_ns'
  | 'outages'
  | 'outage_total_ns'
  | 'outage_longest_ns'
  | 'delay_maximum_ns'
  | 'baseline_ms';
