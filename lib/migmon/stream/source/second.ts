import type { TaskRecord } from '../../../native.ts';
import { withLine } from '../../../report/with-line.ts';
import { speedLine } from '../speed-line.ts';

/** What a source sent in a second, or in what was left of its time. As a string it is mig_mon's line: `Speed: 3205 (MB/s)`. */
export interface SourceSecond {
  /** When it ended, in s after the start. */
  readonly at: number;
  /** Its length, in s. */
  readonly interval: number;
  /** Sent, with the header of each page. */
  readonly bytes: number;
  /** bytes/s */
  readonly bandwidth: number;
  readonly pages: number;
  /** Of the pages, those that the destination requested. */
  readonly requestedPages: number;
  toString(): string;
}

/** What a record of type 'second' of the task tells. */
export function sourceSecond(record: TaskRecord): SourceSecond {
  const { at, interval, bytes, pages, requested_pages } = record as Readonly<Record<SecondField, number>>;
  return withLine(
    { at, interval, bytes, bandwidth: bytes / interval, pages, requestedPages: requested_pages },
    speedLine,
  );
}

type SecondField = 'at' | 'interval' | 'bytes' | 'pages' | 'requested_pages';
