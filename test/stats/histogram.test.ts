import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { InputError } from '../../lib/core/errors.ts';
import { histogram } from '../../lib/stats/histogram.ts';

test('a histogram has a bin for each power of two, and one for zero', () => {
  assert.deepEqual(histogram([0, 1, 3, 3.5, 4]), { edges: [0, 1, 2, 4, 8], counts: [1, 1, 2, 1] });
});

test('divisions cut each power of two into bins of equal width', () => {
  assert.deepEqual(histogram([4, 4.9, 5, 7.9, 8], 4), { edges: [4, 5, 6, 7, 8, 10], counts: [2, 1, 0, 1, 1] });
});

test('an edge belongs to the bin above it', () => {
  for (const power of [-1000, -30, -1, 0, 1, 52, 1000]) {
    const { edges, counts } = histogram([2 ** power]);
    assert.deepEqual([edges[0], counts], [2 ** power, [1]]);
  }
});

test('the value just below a power of two belongs to the bin below it', () => {
  for (const power of [-20, 0, 3, 49]) {
    const { edges, counts } = histogram([2 ** power * (1 - Number.EPSILON / 2)]);
    assert.deepEqual([edges, counts], [[2 ** (power - 1), 2 ** power], [1]]);
  }
});

test('nothing recorded is no bin, and only zeros one', () => {
  assert.deepEqual(histogram([Number.NaN]), { edges: [], counts: [] });
  assert.deepEqual(histogram([0, 0]), { edges: [0, 1], counts: [2] });
});

test('a negative or infinite value is an InputError', () => {
  for (const value of [-1, Number.POSITIVE_INFINITY]) assert.throws(() => histogram([value]), InputError);
  for (const divisions of [0, 1.5, -2]) assert.throws(() => histogram([1], divisions), InputError);
});

test('every recorded value is counted once, in the bin it lies in', () => {
  const edge = fc.integer({ min: 1, max: 48 }).map((part) => 1 + part / 48);
  const values = fc.array(fc.oneof(edge, fc.double({ min: 1e-300, max: 1e12, noNaN: true }), fc.constant(0)));
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 16 }), (sample, divisions) => {
      const { edges, counts } = histogram(sample, divisions);
      const inBin = (bin: number) => sample.filter((value) => value >= edges[bin]! && value < edges[bin + 1]!).length;
      assert.deepEqual(
        counts,
        counts.map((_, bin) => inBin(bin)),
      );
      assert.equal(
        counts.reduce((a, b) => a + b, 0),
        sample.length,
      );
      assert.deepEqual(
        edges,
        [...edges].sort((a, b) => a - b),
      );
    }),
  );
});
