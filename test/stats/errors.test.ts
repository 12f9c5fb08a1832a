import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { InputError } from '../../lib/core/errors.ts';
import { pearson } from '../../lib/stats/pearson.ts';
import { rmse } from '../../lib/stats/rmse.ts';
import { wape } from '../../lib/stats/wape.ts';

const { NaN: missing } = Number;
const near = (actual: number, expected: number) =>
  assert.ok(Math.abs(actual - expected) <= 1e-12, `${actual} is not ${expected}`);

test('WAPE is the sum of absolute errors over the sum of targets', () => {
  near(wape([10, 20, 30], [11, 18, 30]), 3 / 60);
  near(wape([10, 0], [10, 5]), 0.5);
});

test('RMSE is the root of the mean squared error', () => {
  near(rmse([1, 2, 3], [1, 2, 6]), Math.sqrt(3));
  near(rmse([0, 0], [3, 4]), Math.sqrt(12.5));
});

test("Pearson's r of x = 1..5, y = 2 4 5 4 5 is 6 / sqrt(10 × 6)", () => {
  near(pearson([1, 2, 3, 4, 5], [2, 4, 5, 4, 5]), 6 / Math.sqrt(60));
});

test('a place that is not recorded in either column counts in neither', () => {
  near(wape([10, missing, 30, 5], [11, 4, 30, missing]), 1 / 40);
  near(rmse([1, missing, 3], [2, 7, 4]), 1);
  near(pearson([1, 2, missing, 3], [2, 4, 100, 6]), 1);
});

test('where an error means nothing it is not recorded', () => {
  assert.ok(Number.isNaN(wape([], [])));
  assert.ok(Number.isNaN(wape([0, 0], [0, 0])));
  assert.ok(Number.isNaN(rmse([missing], [1])));
  assert.ok(Number.isNaN(pearson([1], [1])));
  assert.ok(Number.isNaN(pearson([0.1, 0.1, 0.1], [1, 2, 3])));
});

test('columns of different length are an InputError', () => {
  for (const error of [wape, rmse, pearson]) assert.throws(() => error([1, 2], [1]), InputError);
});

test('a column against itself has no error and correlates fully', () => {
  const columns = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 2 });
  fc.assert(
    fc.property(columns, (column) => {
      assert.equal(wape(column, column), 0);
      assert.equal(rmse(column, column), 0);
      if (new Set(column).size > 1) near(pearson(column, column), 1);
    }),
  );
});

test('twice the target everywhere is a WAPE of 1 and an r of 1', () => {
  const columns = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 2 });
  fc.assert(
    fc.property(columns, (column) => {
      const twice = column.map((value) => 2 * value);
      near(wape(column, twice), 1);
      if (new Set(column).size > 1) near(pearson(column, twice), 1);
    }),
  );
});
