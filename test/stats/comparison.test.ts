import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { median } from 'simple-statistics';
import { InputError } from '../../lib/core/errors.ts';
import { bootstrapGroups } from '../../lib/stats/bootstrap-groups.ts';
import { cliffsDelta, magnitudeOf } from '../../lib/stats/cliffs-delta.ts';
import { holm } from '../../lib/stats/holm.ts';
import { permutationTest } from '../../lib/stats/permutation-test.ts';
import { seededRandom } from '../../lib/stats/random.ts';
import { rankCorrelationTest } from '../../lib/stats/rank-correlation-test.ts';
import { ranks } from '../../lib/stats/ranks.ts';
import { stratifiedPermutationTest } from '../../lib/stats/stratified-permutation-test.ts';

const near = (found: number, expected: number, within = 1e-12) =>
  assert.ok(Math.abs(found - expected) <= within, `${found} is not ${expected}`);

test('equal values share the mean of their ranks, and all ranks add up', () => {
  assert.deepEqual(ranks([30, 10, 20, 20]), [4, 1, 2.5, 2.5]);
  assert.deepEqual(ranks([]), []);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 5 })), (values) => {
      const n = values.length;
      near(
        ranks(values).reduce((sum, rank) => sum + rank, 0),
        (n * (n + 1)) / 2,
      );
    }),
  );
});

test("Cliff's delta is the part of pairs that are greater less the part that are smaller, within strata only", () => {
  assert.equal(cliffsDelta([{ first: [1, 2, 3], second: [4, 5, 6] }]), 1);
  assert.equal(cliffsDelta([{ first: [4, 5, 6], second: [1, 2, 3] }]), -1);
  // 1 < 2 4 5; 2 = 2, < 4 5; 3 > 2, < 4 5: 7 greater, 1 smaller, of 9.
  near(cliffsDelta([{ first: [1, 2, 3], second: [2, 4, 5] }]), 6 / 9);
  // Across the strata 100 is greater than 1 and 2; it is not asked.
  const strata = [
    { first: [1, 100], second: [2, Number.NaN] },
    { first: [Number.NaN], second: [7] },
  ];
  assert.equal(cliffsDelta(strata), 0);
  assert.throws(() => cliffsDelta([{ first: [], second: [1] }]), InputError);
});

test('magnitudes of a delta have the words of Romano et al.', () => {
  assert.deepEqual([0, 0.146, 0.147, -0.329, 0.33, -0.473, 0.474, -1].map(magnitudeOf), [
    ...['negligible', 'negligible', 'small', 'small'],
    ...['medium', 'medium', 'large', 'large'],
  ]);
});

test("Holm's correction is that of the textbook", () => {
  // Sorted 0.01 0.03 0.04: times 3, 2, 1, and 0.04 may not get below 0.06.
  const corrected = holm([0.01, 0.04, 0.03]);
  for (const [place, expected] of [0.03, 0.06, 0.06].entries()) near(corrected[place]!, expected);
  assert.deepEqual(holm([0.9, 0.8]), [1, 1]);
  assert.deepEqual(holm([0.2]), [0.2]);
});

test("Holm's correction never makes a p smaller or over 1, keeps their order, and is never stricter than Bonferroni's", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 }), (pValues) => {
      const corrected = holm(pValues);
      for (const [place, p] of pValues.entries()) {
        assert.ok(corrected[place]! >= p && corrected[place]! <= Math.min(1, p * pValues.length));
        for (const [other, q] of pValues.entries()) if (q < p) assert.ok(corrected[other]! <= corrected[place]!);
      }
    }),
  );
});

test('what was not tested stays so, and does not count', () => {
  assert.deepEqual(holm([Number.NaN, 0.25, 0.5]), [Number.NaN, 0.5, 0.5]);
});

test('a permutation test of one stratum is the plain one', () => {
  const [first, second] = [
    [1, 2, 3],
    [4, 5, 6],
  ];
  const { p, exact, leastP } = stratifiedPermutationTest([{ first, second }]);
  assert.deepEqual({ p, exact, leastP }, { p: 0.1, exact: true, leastP: 0.1 });
  assert.equal(permutationTest(first, second).p, 0.1);
});

test('strata that differ by far do not mask what the groups differ by', () => {
  const strata = [
    { first: [1, 2, 3], second: [4, 5, 6] },
    { first: [1001, 1002, 1003], second: [1004, 1005, 1006] },
  ];
  // Of 20 × 20 arrangements only the found one and its mirror have all the smaller ones on one side.
  assert.equal(stratifiedPermutationTest(strata).p, 2 / 400);
  const pooled = permutationTest([1, 2, 3, 1001, 1002, 1003], [4, 5, 6, 1004, 1005, 1006]);
  // Pooled, the 924 - 400 arrangements with more thousands on one side are more extreme, too.
  assert.equal(pooled.p, (524 + 2) / 924);
});

test('drawn arrangements of strata come near the exact p', () => {
  const strata = [
    { first: [1, 5, 6, 3], second: [4, 2, 8, 9] },
    { first: [11, 15, 12, 17], second: [13, 19, 18, 16] },
  ];
  const exact = stratifiedPermutationTest(strata);
  const drawn = stratifiedPermutationTest(strata, { arrangements: 4000, seed: 3 });
  assert.deepEqual([exact.exact, drawn.exact], [true, false]);
  near(drawn.p, exact.p, 4 * Math.sqrt((exact.p * (1 - exact.p)) / 4000));
});

test('where nothing makes a difference, a p of 5 % or less comes about 5 times in 100', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3 }), (offset) => {
      // All 70 ways to call four of eight values the first group: of an exact test, no more than 5 % may come out so low.
      const values = [3, 1, 4, 1.5, 9, 2.6, 5, 3.5].map((value) => value + offset);
      const ways = [...Array(256).keys()].filter(
        (bits) => [...bits.toString(2)].filter((bit) => bit === '1').length === 4,
      );
      const low = ways.filter((bits) => {
        const first = values.filter((_, place) => bits & (1 << place));
        const second = values.filter((_, place) => !(bits & (1 << place)));
        return stratifiedPermutationTest([{ first, second }]).p <= 0.05;
      });
      assert.equal(ways.length, 70);
      assert.ok(low.length / 70 <= 0.05 && low.length > 0, `${low.length} of 70`);
    }),
    { numRuns: 4 },
  );
});

test('a rank correlation is 1 for whatever grows with the order, and so many values cannot be that by chance', () => {
  const { r, p } = rankCorrelationTest([{ first: [1, 2, 3, 4, 5, 6], second: [10, 11, 15, 18, 300, 301] }]);
  assert.equal(r, 1);
  // 2 of the 720 orders are so: 0.0028.
  near(p, 2 / 720, 0.002);
  assert.deepEqual(rankCorrelationTest([{ first: [1, 2, 3], second: [5, 5, 5] }]), { r: Number.NaN, p: 1 });
});

test('a rank correlation of no order at all has a p to be expected', () => {
  // Σd² of 2 4 1 3 against 1 2 3 4 is 1 + 4 + 4 + 1 = 10: r = 1 - 60 / 60 = 0, and every order is as far from 0.
  const { r, p } = rankCorrelationTest([{ first: [1, 2, 3, 4], second: [2, 4, 1, 3] }]);
  near(r, 0);
  assert.equal(p, 1);
});

test('of many small strata in which nothing grows, a rank correlation has a p of 5 % or less about 5 times in 100', () => {
  const random = seededRandom(4);
  // Ranks within strata of two: -1 and 1. Each stratum's sum is fixed, which exchanging them with those of others would not keep.
  const stratum = (_: unknown, place: number) => ({
    first: [place, place + 12],
    second: random() < 0.5 ? [-1, 1] : [1, -1],
  });
  const low = Array.from({ length: 200 }, (_, seed) =>
    rankCorrelationTest(Array.from({ length: 12 }, stratum), { arrangements: 400, seed }),
  ).filter(({ p }) => p <= 0.05);
  assert.ok(low.length >= 2 && low.length <= 18, `${low.length} of 200`);
});

test('an interval of a difference of medians draws from each group by itself', () => {
  const difference = ([one, other]: readonly number[][]) => median(other!) - median(one!);
  const constant = bootstrapGroups(
    [
      [5, 5, 5],
      [7, 7, 7, 7],
    ],
    difference,
  );
  assert.deepEqual(constant, { estimate: 2, low: 2, high: 2 });
  const { estimate, low, high } = bootstrapGroups(
    [
      [1, 2, 3],
      [11, 12, 13],
    ],
    difference,
  );
  // The median of three drawn of three is the least of them in 7 of 27: both ends come in more than 2.5 %.
  assert.deepEqual({ estimate, low, high }, { estimate: 10, low: 8, high: 12 });
});
