import assert from 'node:assert/strict';
import { test } from 'node:test';
import { summary } from '../../lib/stats/summary.ts';

test('a summary counts what was recorded, and only that', () => {
  // Sorted 1, 2, 9: p99 stands at place 1.98, that is 2 + 0.98 × 7.
  const { p99, ...rest } = summary([9, Number.NaN, 1, 2]);
  assert.deepEqual(rest, { count: 3, min: 1, median: 2, mean: 4, max: 9 });
  assert.ok(Math.abs(p99 - 8.86) < 1e-12);
});

test('a summary of nothing is not recorded, never 0', () => {
  const nothing = { count: 0, min: NaN, median: NaN, mean: NaN, p99: NaN, max: NaN };
  assert.deepEqual(summary([]), nothing);
  assert.deepEqual(summary(Float64Array.of(Number.NaN)), nothing);
});

test('a summary takes a typed column of a million values', () => {
  const column = Float64Array.from({ length: 1_000_001 }, (_, value) => value);
  const { min, median, mean, p99, max } = summary(column);
  assert.deepEqual({ min, median, mean, p99, max }, { min: 0, median: 5e5, mean: 5e5, p99: 99e4, max: 1e6 });
});
