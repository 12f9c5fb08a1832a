import type { TaskRecord } from '../../../native.ts';
import { withLine } from '../../../report/with-line.ts';
import { latencyOf } from '../../latency.ts';
import { delayLine } from '../delay-line.ts';

/** What came back in a second, or in what was left of the time. As a string it is mig_mon's line: `[11876320] max_delay: 51 (ms), cur: 50 (ms)`. */
export interface DowntimeSecond {
  readonly type: 'second';
  /** When it ended, in s after the start. */
  readonly at: number;
  readonly sent: number;
  readonly answered: number;
  /** The longest time between two answers that ended in it, in s; `NaN` where none did. */
  readonly delay: number;
  /** Of the round trips, in µs; `NaN` where nothing was answered. */
  readonly p50: number;
  readonly p99: number;
  readonly maximum: number;
  /** CLOCK_MONOTONIC, ms */
  readonly clock: number;
  /** As mig_mon counts them, in whole ms: between two answers, the longest so far from the third on, and the last. */
  readonly maximumDelay: number;
  readonly currentDelay: number;
  toString(): string;
}

/** What a record of type 'second' of the task tells. */
export function downtimeSecond(record: TaskRecord): DowntimeSecond {
  const { at, at_ms, sent, answered, delay_ns, maximum_ms, current_ms } = record as Fields;
  const { p50, p99, maximum } = latencyOf(record, 'round_trip').toJSON();
  const delay = delay_ns > 0 ? delay_ns / 1e9 : Number.NaN;
  const delays = { clock: at_ms, maximumDelay: maximum_ms, currentDelay: current_ms };
  const second = {
    type: 'second',
    at: at / 1e9,
    sent,
    answered,
    delay,
    p50: p50!,
    p99: p99!,
    maximum,
    ...delays,
  } as const;
  return withLine(second, delayLine);
}

type Fields = Readonly<Record<'at' | 'at_ms' | 'sent' | 'answered' | 'delay_ns' | 'maximum_ms' | 'current_ms', number>>;
