import assert from 'node:assert/strict';
import { test } from 'node:test';
import { monotonic } from '../../lib/core/clock.ts';
import { InputError } from '../../lib/core/errors.ts';
import { originAt } from '../../lib/replay/wall-clock.ts';

test('a moment of the wall clock is the same moment of the monotonic one, however it is written', () => {
  const inAMinute = Date.now() + 60_000;
  for (const moment of [inAMinute, new Date(inAMinute), new Date(inAMinute).toISOString()]) {
    const seconds = Number(originAt(moment) - monotonic()) / 1e9;
    assert.ok(Math.abs(seconds - 60) < 1, String(seconds));
  }
});

test('what is no moment, or has passed, is refused and named', () => {
  for (const [moment, named] of [
    ['soon', 'soon'],
    [new Date(Number.NaN), 'Invalid Date'],
    [new Date(0), '1970-01-01T00:00:00.000Z'],
  ] as const)
    assert.throws(
      () => originAt(moment),
      (error) => error instanceof InputError && error.message.includes(named),
    );
});
