import type { TaskRecord } from '../../../native.ts';
import { withLine } from '../../../report/with-line.ts';
import { delayLine } from '../delay-line.ts';

/** What arrived in a second, or in what was left of the time. As a string it is mig_mon's line: `[11876320] max_delay: 51 (ms), cur: 50 (ms)`. */
export interface ListenerSecond {
  readonly type: 'second';
  /** When it ended, in s after the start. */
  readonly at: number;
  readonly received: number;
  /** The longest time between two arrivals that ended in it, in s; `NaN` where none did. */
  readonly delay: number;
  /** CLOCK_MONOTONIC, ms */
  readonly clock: number;
  /** As mig_mon counts them, in whole ms: between two arrivals, the longest so far from the third on, and the last. */
  readonly maximumDelay: number;
  readonly currentDelay: number;
  toString(): string;
}

/** What a record of type 'second' of the task tells. */
export function listenerSecond(record: TaskRecord): ListenerSecond {
  const { at, at_ms, received, delay_ns, maximum_ms, current_ms } = record as Readonly<Record<Field, number>>;
  const delay = delay_ns > 0 ? delay_ns / 1e9 : Number.NaN;
  const delays = { clock: at_ms, maximumDelay: maximum_ms, currentDelay: current_ms };
  return withLine({ type: 'second', at: at / 1e9, received, delay, ...delays } as const, delayLine);
}

type Field = 'at' | 'at_ms' | 'received' | 'delay_ns' | 'maximum_ms' | 'current_ms';
