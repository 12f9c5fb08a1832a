import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loopGrid } from '../../../lib/replay/guest/loop-grid.ts';

test('the counter is read at the ends of the steps and a few times within each', () => {
  const { at, points } = loopGrid([1, 0.1, 10]);
  assert.deepEqual(
    points.map(({ step }) => step),
    [0, 0, 0, 0, 0, 1, ...new Array(8).fill(2)],
  );
  assert.deepEqual([...at].slice(0, 7), [0, 0.25e9, 0.5e9, 0.75e9, 1e9, 1.1e9, 2.35e9]);
  assert.equal(at.at(-1), 11.1e9);
  assert.equal(points.at(-1)?.elapsed, 10);
});
