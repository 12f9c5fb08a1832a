import assert from 'node:assert/strict';
import { test } from 'node:test';
import { median } from 'simple-statistics';
import { InputError } from '../../lib/core/errors.ts';
import { bootstrap } from '../../lib/stats/bootstrap.ts';
import { permutationTest } from '../../lib/stats/permutation-test.ts';
import { seededRandom } from '../../lib/stats/random.ts';

const uniform = (count: number, seed: number) => Array.from({ length: count }, seededRandom(seed));

test('a bootstrap interval is the same for the same seed and holds the estimate', () => {
  const sample = uniform(50, 3);
  const interval = bootstrap(sample, { seed: 9 });
  assert.deepEqual(bootstrap(sample, { seed: 9 }), interval);
  assert.notDeepEqual(bootstrap(sample, { seed: 10 }), interval);
  assert.ok(interval.low < interval.estimate && interval.estimate < interval.high);
});

test('a bootstrap interval of a mean is as wide as the normal one', () => {
  // 400 uniform values: the standard error is sqrt(1/12/400) = 0.01443, and 95 % lie within 1.96 of them.
  const { low, high } = bootstrap(uniform(400, 5));
  assert.ok(Math.abs((high - low) / (2 * 1.96 * 0.01443) - 1) < 0.1);
});

test('95 % bootstrap intervals hold the true mean about 95 times in 100', () => {
  const held = Array.from({ length: 200 }, (_, seed) => bootstrap(uniform(40, seed), { resamples: 300, seed }));
  const share = held.filter(({ low, high }) => low <= 0.5 && 0.5 <= high).length / held.length;
  assert.ok(share > 0.89 && share < 0.99, `${share}`);
});

test('a bootstrap takes any statistic and leaves out what was not recorded', () => {
  assert.equal(bootstrap([1, Number.NaN, 2, 30], { statistic: median }).estimate, 2);
  assert.deepEqual(bootstrap([4, 4, 4]), { estimate: 4, low: 4, high: 4 });
  assert.deepEqual(bootstrap([Number.NaN]), { estimate: NaN, low: NaN, high: NaN });
  assert.throws(() => bootstrap([1], { level: 1 }), InputError);
});

test('a permutation test of few values tries all arrangements', () => {
  // Of the 20 ways to choose 3 of 6, only the found one and its mirror are that far apart.
  assert.deepEqual(permutationTest([1, 2, 3], [4, 5, 6]), { difference: -3, p: 2 / 20, exact: true });
  // Of the 6 ways to choose 2 of 1, 2, 3, 4: sums 3 4 5 5 6 7 about 5; [1, 3] is 1 off, as are 3, 4, 6 and 7.
  assert.deepEqual(permutationTest([1, 3], [2, 4]), { difference: -1, p: 4 / 6, exact: true });
});

test('equal groups are no evidence at all', () => {
  assert.equal(permutationTest([0.1, 0.2, 0.3], [0.3, 0.2, 0.1]).p, 1);
});

test('drawn arrangements come near the exact p and are never 0', () => {
  const [one, other] = [uniform(8, 1), uniform(8, 2).map((value) => value + 0.2)];
  const exact = permutationTest(one, other, { arrangements: 20_000 });
  const drawn = permutationTest(one, other, { arrangements: 4000 });
  assert.deepEqual([exact.exact, drawn.exact], [true, false]);
  assert.ok(Math.abs(exact.p - drawn.p) < 4 * Math.sqrt((exact.p * (1 - exact.p)) / 4000));
  const apart = permutationTest(
    uniform(50, 1),
    uniform(50, 2).map((value) => value + 9),
    { arrangements: 99 },
  );
  assert.equal(apart.p, 1 / 100);
});

test('a group without a recorded value is an InputError', () => {
  assert.throws(() => permutationTest([Number.NaN], [1]), InputError);
});
