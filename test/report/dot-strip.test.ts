import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dotStrip } from '../../lib/report/dot-strip.ts';

test('a strip has a dot a value at its place, up to four on each other, and is as long as it is told', () => {
  assert.equal(dotStrip([0, 7], [0, 7], 4), '⡀⠀⠀⢀');
  assert.equal(dotStrip([0, 0, 1, 1, 1, 1, 1], [0, 7], 4), '⣼⠀⠀⠀');
  assert.equal(dotStrip([], [0, 1], 3), '⠀⠀⠀');
});

test('a value outside stands at the end, and the only one there is in the middle', () => {
  assert.equal(dotStrip([-9, 99], [0, 1], 2), '⡀⢀');
  assert.equal(dotStrip([5], [5, 5], 3), '⠀⢀⠀');
});
