/** mig_mon's line of a second. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dirtySecond } from '../../../lib/migmon/dirty/second.ts';

/** As native code tells them: by bins, as latency_histogram.h has them. */
function latencies(nanoseconds: readonly number[]) {
  const counts = new Map<number, number>();
  for (const bin of nanoseconds.map(binOf).sort((a, b) => a - b)) counts.set(bin, (counts.get(bin) ?? 0) + 1);
  const totals = { latency_total_ns: nanoseconds.reduce((sum, each) => sum + each, 0) };
  const bins = { latency_bins: Float64Array.from(counts.keys()), latency_counts: Float64Array.from(counts.values()) };
  return { ...bins, ...totals, latency_maximum_ns: Math.max(0, ...nanoseconds) };
}

function binOf(nanoseconds: number): number {
  if (nanoseconds < 1000) return nanoseconds;
  const power = Math.floor(Math.log2(Math.floor(nanoseconds / 1000)));
  return 1000 * (power + 1) + Math.floor(nanoseconds / 2 ** power) - 1000;
}

const second = { type: 'second', at: 1, interval: 1, pages: 128_000, asleep: 0.99875 };
/** What mig_mon's own plotting script reads. */
const PLOTTED =
  /^dirty-rate:\s*([\d.]+)\s*\(MB\/s\),\s*time \(ms\):\s*(\d+),\s*load:\s*([\d.]+)%(?:,\s*lat \(us\):\s*p50=(\d+)\s+p99=(\d+)\s+max=(\d+))?$/;

const LINES: readonly (readonly [string, object, string])[] = [
  ['a rate', {}, 'dirty-rate: 500 (MB/s), time (ms): 1000, load: 0.12%'],
  ['no sleep', { asleep: 0 }, 'dirty-rate: 500 (MB/s), time (ms): 1000, load: 100.00%'],
  ['a rate that is rounded', { pages: 128_129 }, 'dirty-rate: 501 (MB/s), time (ms): 1000, load: 0.12%'],
  ['a shorter second', { interval: 0.25, asleep: 0.125 }, 'dirty-rate: 2000 (MB/s), time (ms): 250, load: 50.00%'],
  [
    'latencies under 1 us',
    latencies([20, 30, 999]),
    'dirty-rate: 500 (MB/s), time (ms): 1000, load: 0.12%, lat (us): p50=1 p99=1 max=0',
  ],
  [
    // mig_mon takes the first bucket with which more than the whole part of the share are counted: of 2, more than 1.
    'percentiles between two',
    latencies([3_000, 9_000]),
    'dirty-rate: 500 (MB/s), time (ms): 1000, load: 0.12%, lat (us): p50=16 p99=16 max=9',
  ],
  [
    'one that took long among many',
    latencies([...new Array<number>(99).fill(1_500), 2_000_000_000]),
    'dirty-rate: 500 (MB/s), time (ms): 1000, load: 0.12%, lat (us): p50=2 p99=1048576 max=2000000',
  ],
  ['timing, but no access', latencies([]), 'dirty-rate: 500 (MB/s), time (ms): 1000, load: 0.12%'],
];

for (const [what, fields, line] of LINES)
  test(`a second prints as mig_mon's: ${what}`, () => {
    assert.equal(String(dirtySecond({ ...second, ...fields })), line);
    assert.match(line, PLOTTED);
  });

test('a second is data, in base units', () => {
  const { at, interval, bytes, rate, load, latency } = dirtySecond({ ...second, interval: 2, asleep: 0.5 });
  assert.deepEqual([at, interval, bytes, rate, load], [1, 2, 128_000 * 4096, 64_000 * 4096, 0.75]);
  assert.equal(latency, undefined);
});
