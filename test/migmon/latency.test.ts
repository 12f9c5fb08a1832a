import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { Latency, latencyOf } from '../../lib/migmon/latency.ts';

/** The bin of a latency by its definition: 1 ns wide under 1 µs, then a thousand in each power of two of µs. */
function binOf(ns: number): number {
  if (ns < 1000) return ns;
  const power = Math.floor(Math.log2(Math.floor(ns / 1000)));
  return 1000 * (power + 1) + Math.floor((ns - 1000 * 2 ** power) / 2 ** power);
}

function recorded(...latencies: number[]): Latency {
  const counts = new Map<number, number>();
  for (const ns of [...latencies].sort((a, b) => a - b)) counts.set(binOf(ns), (counts.get(binOf(ns)) ?? 0) + 1);
  const total = latencies.reduce((sum, ns) => sum + ns, 0);
  return new Latency(counts, total, Math.max(0, ...latencies));
}

/** As mig_mon files whole µs: under 1 in the first bucket, then by the number of binary digits, all from 2^19 up in the last. */
const bucketOf = (us: number): number => (us === 0 ? 0 : Math.min(20, us.toString(2).length));

const latencies = fc.array(fc.integer({ min: 0, max: 2 ** 42 }), { minLength: 1, maxLength: 200 });

describe('Latency', () => {
  test('a percentile is that of the values, to a thousandth', () => {
    fc.assert(
      fc.property(latencies, fc.double({ min: 0.001, max: 100, noNaN: true }), (values, percent) => {
        const sorted = [...values].sort((a, b) => a - b);
        const exact = sorted[Math.max(1, Math.ceil((percent / 100) * sorted.length - 1e-9)) - 1]! / 1000;
        const got = recorded(...values).percentile(percent);
        assert.ok(got >= exact && got <= exact * 1.001 + 1e-9, `${got} is not ${exact}`);
      }),
    );
  });

  for (const [percent, count] of [
    [99.9, 1000],
    [99.9, 10_000],
    [99.99, 10_000],
    [99, 100],
  ] as const)
    test(`of ${count}, one is above the percentile ${percent}, for each that should be`, () => {
      const above = Math.round(((100 - percent) / 100) * count);
      const latency = recorded(...new Array(count - above).fill(10_000), ...new Array(above).fill(5_000_000));
      assert.ok(latency.percentile(percent) <= 10.01, `${latency.percentile(percent)} us`);
      assert.equal(latency.percentile(100), 5000);
    });

  test('the 21 buckets are those of mig_mon, by whole µs', () => {
    fc.assert(
      fc.property(latencies, (values) => {
        const expected = new Array<number>(21).fill(0);
        for (const ns of values) expected[bucketOf(Math.floor(ns / 1000))]! += 1;
        assert.deepEqual(
          recorded(...values).buckets.map(({ count }) => count),
          expected,
        );
      }),
    );
  });

  for (const [us, upTo] of [
    [0.999, 1],
    [1, 2],
    [1.999, 2],
    [4, 8],
    [7.999, 8],
    [8, 16],
    [524287.999, 524288],
    [524288, 1048576],
    [3_000_000, 1048576],
  ] as const)
    test(`${us} µs is counted in bucket ${upTo}`, () => {
      const filled = recorded(us * 1000).buckets.filter(({ count }) => count > 0);
      assert.deepEqual(filled, [{ upTo, count: 1 }]);
    });

  test('prints as mig_mon does', () => {
    const lines = String(recorded(500, 1500, 1600, 600_000_000)).split('\n');
    assert.equal(lines.length, 22);
    assert.equal(lines[0], '           1 (us): 1');
    assert.equal(lines[1], '           2 (us): 2');
    assert.equal(lines[20], '     1048576 (us): 1');
  });

  test('merging loses nothing', () => {
    fc.assert(
      fc.property(latencies, latencies, (one, other) => {
        const merged = recorded(...one).merge(recorded(...other));
        const both = recorded(...one, ...other);
        assert.deepEqual(merged.buckets, both.buckets);
        assert.deepEqual(merged.toJSON(), both.toJSON());
      }),
    );
  });

  test('of nothing is not a number', () => {
    const nothing = recorded();
    assert.deepEqual([nothing.count, nothing.average, nothing.maximum, nothing.percentile(50)], [0, NaN, NaN, NaN]);
    assert.deepEqual(nothing.merge(recorded(2000)).toJSON(), recorded(2000).toJSON());
  });

  test('is read from what native code tells', () => {
    const told = {
      lat_bins: Float64Array.of(500, 1500),
      lat_counts: Float64Array.of(3, 1),
      lat_count: 4,
      lat_total_ns: 3000,
      lat_maximum_ns: 1500,
    };
    const latency = latencyOf(told, 'lat');
    assert.deepEqual([latency.count, latency.average, latency.maximum], [4, 0.75, 1.5]);
    assert.equal(latency.percentile(50), 0.5);
  });
});
