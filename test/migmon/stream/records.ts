/** What native code tells of streams, made by hand. */
import type { TaskRecord } from '../../../lib/native.ts';

/** A latency histogram of these, under 1 µs each (where a bin is 1 ns wide), in ns. */
export function latencyFields(prefix: string, nanoseconds: readonly number[] = []): TaskRecord {
  const bins = [...new Set(nanoseconds)].sort((one, other) => one - other);
  return {
    [`${prefix}_bins`]: Float64Array.from(bins),
    [`${prefix}_counts`]: Float64Array.from(bins, (bin) => nanoseconds.filter((value) => value === bin).length),
    [`${prefix}_count`]: nanoseconds.length,
    [`${prefix}_total_ns`]: nanoseconds.reduce((sum, value) => sum + value, 0),
    [`${prefix}_maximum_ns`]: Math.max(0, ...nanoseconds),
  };
}

/** The same, of latencies of a µs and more: what they sum up to and the longest of them. */
export const longLatencyFields = (count: number, totalNs: number, maximumNs: number): TaskRecord => ({
  latency_bins: Float64Array.of(999),
  latency_counts: Float64Array.of(count),
  latency_count: count,
  latency_total_ns: totalNs,
  latency_maximum_ns: maximumNs,
});
