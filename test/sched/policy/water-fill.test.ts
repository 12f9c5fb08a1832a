import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { waterFill } from '../../../lib/sched/policy/water-fill.ts';
import type { Water } from '../../../lib/sched/policy/water-level.ts';

const water = (amount: number, vessels: readonly (readonly [number, number, number])[]): Water => ({
  amount,
  weight: Float64Array.from(vessels, ([weight]) => weight),
  least: Float64Array.from(vessels, ([, least]) => least),
  most: Float64Array.from(vessels, ([, , most]) => most),
});

/** weight, least and most of each vessel; what each is to hold. */
const CASES: readonly (readonly [string, Water, readonly number[]])[] = [
  [
    'what there is, by weight',
    water(6, [
      [1, 0, Infinity],
      [2, 0, Infinity],
    ]),
    [2, 4],
  ],
  [
    'what one cannot hold goes to the others',
    water(6, [
      [1, 0, 1],
      [1, 0, 4],
      [1, 0, 9],
    ]),
    [1, 2.5, 2.5],
  ],
  [
    'nobody gets less than its least',
    water(6, [
      [1, 4, 9],
      [1, 0, 9],
      [1, 0, 9],
    ]),
    [4, 1, 1],
  ],
  [
    'both bounds at once',
    water(10, [
      [1, 5, 9],
      [1, 0, 1],
      [1, 0, 9],
    ]),
    [5, 1, 4],
  ],
  [
    'more than all can hold is left',
    water(9, [
      [1, 0, 1],
      [1, 0, 2],
    ]),
    [1, 2],
  ],
  [
    'weight 0 comes last, as equals',
    water(4, [
      [1, 0, 2],
      [0, 0, 5],
      [0, 0, 5],
    ]),
    [2, 1, 1],
  ],
  [
    'weight 0 keeps its least',
    water(2, [
      [1, 0, 9],
      [0, 1, 9],
    ]),
    [1, 1],
  ],
  [
    'a least over the most wins',
    water(3, [
      [1, 2, 1],
      [1, 0, 9],
    ]),
    [2, 1],
  ],
  ['nobody is there', water(3, []), []],
  ['nothing is there', water(0, [[1, 0, 1]]), [0]],
];

for (const [name, given, held] of CASES) test(name, () => assert.deepEqual([...waterFill(given)], held));

const vessel = fc.tuple(
  fc.oneof(fc.integer({ min: 0, max: 4 }), fc.double({ min: 1e-3, max: 1e3, noNaN: true })),
  fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 5 })),
  fc.oneof(fc.constant(Infinity), fc.integer({ min: 0, max: 9 })),
);
const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);
const near = (one: number, other: number): boolean => Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(other));
/** A `least` over the `most` wins. */
const highest = ({ least, most }: Water): Float64Array => most.map((limit, vm) => Math.max(limit, least[vm]));

test('all is poured, as far as the vessels hold it, and each stays between its bounds', () => {
  fc.assert(
    fc.property(fc.array(vessel, { maxLength: 12 }), fc.double({ min: 0, max: 40, noNaN: true }), (vessels, extra) => {
      const given = water(0, vessels);
      const amount = total(given.least) + extra;
      const held = waterFill({ ...given, amount });
      assert.ok(near(total(held), Math.min(amount, total(highest(given)))));
      assert.ok(held.every((value, vm) => value >= given.least[vm] && value <= highest(given)[vm]));
    }),
    { numRuns: 5000 },
  );
});

test('who could hold more stands as high, for its weight, as anybody above its least', () => {
  fc.assert(
    fc.property(
      fc.array(vessel, { minLength: 2, maxLength: 12 }),
      fc.double({ min: 0, max: 40, noNaN: true }),
      (vessels, extra) => {
        const given = water(
          0,
          vessels.map(([weight, least, most]) => [weight + 1, least, most] as const),
        );
        const held = waterFill({ ...given, amount: total(given.least) + extra });
        const levels = held.map((value, vm) => value / given.weight[vm]);
        const open = levels.filter((_, vm) => held[vm] < highest(given)[vm] * (1 - 1e-9));
        const raised = levels.filter((_, vm) => held[vm] > given.least[vm] * (1 + 1e-9));
        assert.ok(Math.max(0, ...raised) <= Math.min(Infinity, ...open) * (1 + 1e-6) + 1e-9);
      },
    ),
    { numRuns: 5000 },
  );
});
