import type { Latency } from '../latency.ts';
import type { SecondFigures } from './second-figures.ts';

/**
 * mig_mon's line of a second, by its own arithmetic.
 *
 * @example dirtyLine(second) // 'dirty-rate: 500 (MB/s), time (ms): 1000, load: 0.12%'
 */
export function dirtyLine({ rate, interval, load, latency }: SecondFigures): string {
  const speed = (rate / 2 ** 20).toFixed(0);
  const line = `dirty-rate: ${speed} (MB/s), time (ms): ${Math.round(interval * 1000)}, load: ${(100 * load).toFixed(2)}%`;
  return latency === undefined || latency.count === 0 ? line : `${line}, ${latencyWords(latency)}`;
}

const latencyWords = (latency: Latency): string =>
  `lat (us): p50=${bucketOf(latency, 50)} p99=${bucketOf(latency, 99)} max=${Math.floor(latency.maximum)}`;

/** The upper edge of the first bucket with which more are counted than the whole part of the percentile's share. */
function bucketOf({ count, buckets }: Latency, percent: number): number {
  const share = Math.trunc((count * percent) / 100);
  let counted = 0;
  for (const bucket of buckets) {
    counted += bucket.count;
    if (counted > share) return bucket.upTo;
  }
  return Number.NaN;
}
