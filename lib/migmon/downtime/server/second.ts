import type { TaskRecord } from '../../../native.ts';
import { withLine } from '../../../report/with-line.ts';
import type { EchoCounts } from './counts.ts';

/** What an echo server did in a second. As a string it is mig_mon's line: `[11876320] responding to client`. */
export interface EchoSecond {
  /** When it ended, in s after the start. */
  readonly at: number;
  readonly answered: number;
  /** CLOCK_MONOTONIC, ms */
  readonly clock: number;
  /** Since the start. */
  readonly total: EchoCounts;
  toString(): string;
}

/** What a record of type 'second' of the task tells. */
export function echoSecond(record: TaskRecord): EchoSecond {
  const { at, at_ms, answered, total, ignored, turned_away } = record as Readonly<Record<Field, number>>;
  const counts = { answered: total, ignored, turnedAway: turned_away };
  return withLine({ at: at / 1e9, answered, clock: at_ms, total: counts }, lineOf);
}

type Field = 'at' | 'at_ms' | 'answered' | 'total' | 'ignored' | 'turned_away';

const lineOf = ({ clock, answered }: EchoSecond): string =>
  answered > 0 ? `[${clock}] responding to client` : `[${clock}] nobody asks`;
