import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { InputError } from '../../lib/core/errors.ts';
import { percentile } from '../../lib/stats/percentile.ts';
import { quantiles } from '../../lib/stats/quantiles.ts';

const near = (actual: number, expected: number) =>
  assert.ok(Math.abs(actual - expected) <= 1e-9 * Math.max(1, Math.abs(expected)), `${actual} is not ${expected}`);

test('quantiles lie between neighbours by linear interpolation, as in R type 7', () => {
  // The place of fraction f among n sorted values is (n - 1) f, counted from 0.
  const known: [number[], number, number][] = [
    [[1, 2, 3, 4], 0.25, 1.75],
    [[4, 1, 3, 2], 0.5, 2.5],
    [[1, 2, 3, 4, 5], 0.5, 3],
    [[10, 20, 30, 40, 50], 0.99, 49.6],
    [[7], 0.3, 7],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.1, 1.9],
  ];
  for (const [values, fraction, expected] of known) near(quantiles(values, [fraction])[0]!, expected);
});

test('a percentile is the quantile of a hundredth', () => {
  const hundred = Array.from({ length: 101 }, (_, value) => value);
  for (const percent of [0, 1, 50, 99, 100]) near(percentile(hundred, percent), percent);
});

test('what was not recorded has no part in a quantile', () => {
  near(percentile([Number.NaN, 3, Number.NaN, 1], 50), 2);
  assert.ok(Number.isNaN(percentile([Number.NaN], 50)));
  assert.ok(Number.isNaN(percentile([], 50)));
});

test('an infinite value is a value', () => {
  assert.equal(percentile([1, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY], 75), Number.POSITIVE_INFINITY);
});

test('a fraction outside 0 to 1 is an InputError', () => {
  for (const fraction of [-0.1, 1.1, Number.NaN]) assert.throws(() => quantiles([1], [fraction]), InputError);
});

test('quantiles never decrease and stay within the values', () => {
  const values = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e100, max: 1e100 }), {
    minLength: 1,
  });
  fc.assert(
    fc.property(
      values,
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (sample, a, b) => {
        const [least, low, high, greatest] = quantiles(sample, [0, Math.min(a, b), Math.max(a, b), 1]) as [
          number,
          number,
          number,
          number,
        ];
        assert.ok(least === Math.min(...sample)); // of -0 and 0 either may be the least
        assert.ok(greatest === Math.max(...sample));
        const slack = 1e-12 * Math.max(Math.abs(least), Math.abs(greatest));
        assert.ok(low - slack <= high && least - slack <= low && high <= greatest + slack);
      },
    ),
  );
});
