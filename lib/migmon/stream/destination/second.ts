import type { TaskRecord } from '../../../native.ts';
import { withLine } from '../../../report/with-line.ts';
import { latencyOf } from '../../latency.ts';
import { speedLine } from '../speed-line.ts';

/**
 * What came from one source in a second, or in what was left of its time. As a string it is mig_mon's line,
 * `Latency: average 31 (us), max: 2075 (us)`; where no requested page came, `Speed: 3205 (MB/s)`.
 */
export interface DestinationSecond {
  /** Which source: they are counted from 1 as they connect. */
  readonly source: number;
  /** Its address and port. */
  readonly peer: string;
  /** When it ended, in s after the source connected. */
  readonly at: number;
  /** Its length, in s. */
  readonly interval: number;
  /** Received, with the header of each page. */
  readonly bytes: number;
  /** bytes/s */
  readonly bandwidth: number;
  readonly pages: number;
  /** How many requested pages came. What follows is their latency in µs, from the request to the page's last byte; `NaN` where none came. */
  readonly count: number;
  readonly average: number;
  readonly p50: number;
  readonly p99: number;
  readonly p999: number;
  readonly maximum: number;
  toString(): string;
}

/** What a record of type 'second' of the task tells. */
export function destinationSecond(record: TaskRecord, peer: string): DestinationSecond {
  const { source, at, interval, bytes, pages } = record as Readonly<Record<SecondField, number>>;
  const latency = latencyOf(record, 'latency').toJSON();
  return withLine({ source, peer, at, interval, bytes, bandwidth: bytes / interval, pages, ...latency }, lineOf);
}

type SecondField = 'source' | 'at' | 'interval' | 'bytes' | 'pages';

const lineOf = (second: DestinationSecond): string => (second.count > 0 ? latencyLine(second) : speedLine(second));

/** In whole µs, rounded down, as mig_mon counts them. */
const latencyLine = ({ average, maximum }: DestinationSecond): string =>
  `Latency: average ${Math.floor(average)} (us), max: ${Math.floor(maximum)} (us)`;
