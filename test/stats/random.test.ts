import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '../../lib/stats/random.ts';

test('the numbers are those of sfc32 in C with the same seeding', () => {
  // From a C program of uint32_t arithmetic: a = 0, b = seed, c = 0, counter = 1, the first 12 draws dropped.
  const known: [number, number[]][] = [
    [1, [2012149540, 1872316204, 1707632675, 1779833415]],
    [42, [1264412219, 1947509147, 3919439299, 1251167922]],
    [0, [1363572419, 145230303, 808754475, 4216505632]],
  ];
  for (const [seed, draws] of known) {
    const random = seededRandom(seed);
    assert.deepEqual(
      draws.map(() => random() * 2 ** 32),
      draws,
    );
  }
});

test('draws are spread evenly from 0 to 1', () => {
  const random = seededRandom(7);
  const tenths = new Array<number>(10).fill(0);
  for (let draw = 0; draw < 100_000; draw++) tenths[Math.floor(random() * 10)]! += 1;
  // Chi squared of 9 degrees of freedom is above 27.9 once in a thousand times.
  assert.ok(tenths.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0) < 27.9);
});
