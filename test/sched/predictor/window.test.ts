import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { autoregressive } from '../../../lib/sched/predictor/autoregressive.ts';
import { last } from '../../../lib/sched/predictor/last.ts';
import { percentile } from '../../../lib/sched/predictor/percentile.ts';
import { createYuleWalker } from '../../../lib/sched/predictor/yule-walker.ts';
import { percentile as percentileOf } from '../../../lib/stats/percentile.ts';
import { seededRandom } from '../../../lib/stats/random.ts';
import { recorded } from '../../../lib/stats/recorded.ts';
import { estimatesOf, used } from './series.ts';

test('percentile: is exactly that of the last observations', () => {
  const percent = fc.double({ min: 0, max: 100, noNaN: true });
  fc.assert(
    fc.property(percent, fc.integer({ min: 1, max: 12 }), fc.array(used()), (of, window, series) => {
      const estimates = estimatesOf(percentile(of, window), series);
      estimates.forEach((estimate, period) => {
        const held = recorded(series.slice(0, period + 1)).slice(-window);
        assert.equal(estimate, percentileOf(held, of));
      });
    }),
  );
});

test('percentile: forgets a peak when it has left the window', () => {
  assert.deepEqual(estimatesOf(percentile(100, 3), [1, 9, 2, 3, 1]), [1, 9, 9, 9, 3]);
});

test('autoregressive: is the last observation until there are more than two for each coefficient', () => {
  const series = [3, 1, 4, 1, 5, 9];
  assert.deepEqual(estimatesOf(autoregressive(3, { window: 7 }), series), estimatesOf(last(), series));
});

test('autoregressive: foresees what swings to and fro', () => {
  const series = Array.from({ length: 100 }, (_, period) => (period % 2 === 0 ? 10 : 20));
  const estimate = estimatesOf(autoregressive(1), series).at(-1)!;
  // The biased autocovariance of lag 1 is -59/60 of the variance: the distance from the mean shrinks by as much.
  assert.ok(Math.abs(estimate - (15 - (5 * 59) / 60)) < 1e-9, String(estimate));
});

test('autoregressive: comes near the best there is on a process of its own order', () => {
  const random = seededRandom(1);
  const noise = () => random() + random() + random() - 1.5;
  const series = [50, 50];
  for (let period = 2; period < 3000; period++)
    series.push(50 + 1.2 * (series[period - 1]! - 50) - 0.5 * (series[period - 2]! - 50) + noise());
  const estimates = estimatesOf(autoregressive(2, { window: 300 }), series);
  const errors = series.slice(1).map((value, index) => value - estimates[index]!);
  const meanSquare = errors.slice(300).reduce((sum, error) => sum + error ** 2, 0) / (errors.length - 300);
  // What nobody can foresee is the noise: the sum of three uniform numbers has a variance of 3/12.
  assert.ok(meanSquare > 0.22 && meanSquare < 0.28, String(meanSquare));
});

test('Yule and Walker’s equations are solved as by elimination', () => {
  const series = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 8, maxLength: 40 });
  fc.assert(
    fc.property(series, fc.integer({ min: 1, max: 4 }), (values, order) => {
      const covariances = autocovariances(values, order);
      fc.pre(covariances[0]! > 1e-3);
      const expected = byElimination(values, covariances, order);
      fc.pre(expected !== undefined);
      const forecast = createYuleWalker(order)(Float64Array.from(values), 0, values.length);
      assert.ok(Math.abs(forecast - expected!) <= 1e-6 * 100, `${forecast} is not ${expected}`);
    }),
  );
});

const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function autocovariances(values: readonly number[], order: number): number[] {
  const apart = values.map((value) => value - meanOf(values));
  return Array.from({ length: order + 1 }, (_, lag) =>
    apart.slice(lag).reduce((sum, value, index) => sum + value * apart[index]!, 0),
  );
}

/** Gauss and Jordan on the Toeplitz matrix; undefined where it is nearly singular. */
function byElimination(values: readonly number[], covariances: readonly number[], order: number): number | undefined {
  const rows = Array.from({ length: order }, (_, row) => [
    ...Array.from({ length: order }, (_, column) => covariances[Math.abs(row - column)]!),
    covariances[row + 1]!,
  ]);
  for (let pivot = 0; pivot < order; pivot++) {
    if (rows[pivot]![pivot]! < 1e-4 * covariances[0]!) return undefined;
    rows[pivot] = rows[pivot]!.map((cell) => cell / rows[pivot]![pivot]!);
    for (let row = 0; row < order; row++)
      if (row !== pivot)
        rows[row] = rows[row]!.map((cell, column) => cell - rows[row]![pivot]! * rows[pivot]![column]!);
  }
  const mean = meanOf(values);
  return rows.reduce((sum, row, index) => sum + row[order]! * (values.at(-1 - index)! - mean), mean);
}
