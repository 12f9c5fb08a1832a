import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { within } from '../../../lib/report/page/within.ts';

const cases = [
  { name: 'a window inside stays', window: [2, 3], is: [2, 3] },
  { name: 'one dragged beyond the start stops there, as wide as it was', window: [-2, 1], is: [0, 3] },
  { name: 'one dragged beyond the end stops there', window: [9, 11], is: [8, 10] },
  { name: 'one wider than the run is the run', window: [-5, 50], is: [0, 10] },
] as const;

for (const { name, window, is } of cases) test(name, () => assert.deepEqual(within(window, [0, 10]), is));

test('what was fitted once is not moved again, or two charts would never agree', () => {
  const number = fc.double({ min: -1e9, max: 1e9, noNaN: true });
  fc.assert(
    fc.property(fc.tuple(number, number, number, number), ([a, b, c, d]) => {
      fc.pre(c !== d);
      const all = [Math.min(c, d), Math.max(c, d)] as const;
      const fitted = within([Math.min(a, b), Math.max(a, b)], all);
      assert.deepEqual(within(fitted, all), fitted);
    }),
  );
});
