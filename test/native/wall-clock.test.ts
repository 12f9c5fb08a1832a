import assert from 'node:assert/strict';
import { test } from 'node:test';
import { native } from '../../lib/native.ts';

test('how good the wall clock is, comes as the kernel knows it: in seconds, and in bounds', () => {
  const { synchronized, maximumError, estimatedError } = native().wallClock();
  assert.equal(typeof synchronized, 'boolean');
  assert.ok(maximumError >= 0 && maximumError <= 16, `${maximumError}: the kernel stops counting at 16 s`);
  assert.ok(estimatedError >= 0 && estimatedError <= 16, `${estimatedError}`);
});
