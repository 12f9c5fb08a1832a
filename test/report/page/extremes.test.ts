import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createExtremes, extremesIn } from '../../../lib/report/page/extremes.ts';

const value = fc.oneof({ arbitrary: fc.double({ noNaN: true }), weight: 4 }, fc.constant(Number.NaN));

test('the least and the greatest of any stretch are what a search finds', () => {
  const stretch = fc.tuple(fc.array(value, { maxLength: 700, size: 'max' }), fc.nat(700), fc.nat(700));
  fc.assert(
    fc.property(stretch, ([values, one, other]) => {
      const [from, to] = [Math.min(one, other, values.length), Math.min(Math.max(one, other), values.length)];
      const known = values.slice(from, to).filter((each) => !Number.isNaN(each));
      const found = extremesIn(createExtremes(values), from, to);
      // Of 0 and -0 either will do.
      assert.deepEqual(
        found.map((each) => each + 0),
        [Math.min(...known) + 0, Math.max(...known) + 0],
      );
    }),
  );
});
