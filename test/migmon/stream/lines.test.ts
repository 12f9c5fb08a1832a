/** The lines that mig_mon prints each second, so that scripts that parse them go on working. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { destinationSecond } from '../../../lib/migmon/stream/destination/second.ts';
import { sourceSecond } from '../../../lib/migmon/stream/source/second.ts';
import { longLatencyFields } from './records.ts';

const MIB = 2 ** 20;

/** mig_mon: (bytes / MiB) * 1000 / ms, in whole numbers at each step. */
const SPEEDS: [bytes: number, interval: number, line: string][] = [
  [0, 1, 'Speed: 0 (MB/s)'],
  [MIB - 1, 1, 'Speed: 0 (MB/s)'],
  [3 * MIB, 1, 'Speed: 3 (MB/s)'],
  [3.9 * MIB, 1, 'Speed: 3 (MB/s)'],
  [100 * MIB, 1.001, 'Speed: 99 (MB/s)'],
  [100 * MIB, 0.5, 'Speed: 200 (MB/s)'],
  [5 * 2 ** 40, 1, 'Speed: 5242880 (MB/s)'],
];
for (const [bytes, interval, line] of SPEEDS)
  test(`${bytes} bytes in ${interval} s are "${line}"`, () => {
    const second = sourceSecond({ type: 'second', at: interval, interval, bytes, pages: 0, requested_pages: 0 });
    assert.equal(String(second), line);
    assert.equal(second.bandwidth, bytes / interval);
  });

const LATENCIES: [count: number, totalNs: number, maximumNs: number, line: string][] = [
  [1, 999, 999, 'Latency: average 0 (us), max: 0 (us)'],
  [2, 3_998, 1_999, 'Latency: average 1 (us), max: 1 (us)'],
  [4, 126_000, 2_075_900, 'Latency: average 31 (us), max: 2075 (us)'],
];
for (const [count, totalNs, maximumNs, line] of LATENCIES)
  test(`${count} latencies of ${totalNs} ns are "${line}"`, () => {
    const fields = { type: 'second', source: 1, at: 1, interval: 1, bytes: 0, pages: 0 };
    const second = destinationSecond({ ...fields, ...longLatencyFields(count, totalNs, maximumNs) }, '127.0.0.1:5');
    assert.equal(String(second), line);
    assert.deepEqual([second.count, second.average, second.maximum], [count, totalNs / count / 1000, maximumNs / 1000]);
  });

test('a second without requested pages says what came', () => {
  const fields = { type: 'second', source: 1, at: 1, interval: 1, bytes: 7 * MIB, pages: 1785 };
  const second = destinationSecond({ ...fields, ...longLatencyFields(0, 0, 0) }, '127.0.0.1:5');
  assert.equal(String(second), 'Speed: 7 (MB/s)');
  assert.ok([second.average, second.p50, second.p99, second.p999, second.maximum].every(Number.isNaN));
});

test('a line is no part of the data', () => {
  const second = sourceSecond({ type: 'second', at: 1, interval: 1, bytes: 4112, pages: 1, requested_pages: 0 });
  assert.deepEqual({ ...second }, { at: 1, interval: 1, bytes: 4112, bandwidth: 4112, pages: 1, requestedPages: 0 });
});
