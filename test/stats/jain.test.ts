import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { jain } from '../../lib/stats/jain.ts';

test("Jain's index is k/n when k of n share equally and the others get nothing", () => {
  for (const [served, all] of [
    [1, 4],
    [3, 4],
    [4, 4],
    [20, 100],
  ] as const) {
    const shares = Array.from({ length: all }, (_, party) => (party < served ? 7 : 0));
    assert.ok(Math.abs(jain(shares) - served / all) < 1e-12);
  }
});

test("Jain's index of 1, 2, 3 is 36 / (3 × 14)", () => assert.ok(Math.abs(jain([1, 2, 3]) - 36 / 42) < 1e-12));

test('nobody getting anything is neither fair nor unfair', () => {
  assert.ok(Number.isNaN(jain([0, 0])));
  assert.ok(Number.isNaN(jain([])));
});

test("Jain's index lies between 1/n and 1 and does not depend on the unit", () => {
  const shares = fc.array(fc.integer({ min: 0, max: 1e6 }), { minLength: 1 }).filter((all) => all.some((x) => x > 0));
  fc.assert(
    fc.property(shares, fc.constantFrom(1e-200, 1e-9, 1024, 1e200), (sample, unit) => {
      const index = jain(sample);
      assert.ok(index >= 1 / sample.length - 1e-12 && index <= 1 + 1e-12);
      assert.ok(Math.abs(jain(sample.map((share) => share * unit)) - index) < 1e-9);
    }),
  );
});
