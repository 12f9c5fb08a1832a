import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDamaged } from './support/damaged.ts';

test('500 damaged outputs are read or refused with an InputError, and in no time', (t) => {
  const seed = Number(process.env.VMLAB_SEED ?? Date.now() % 1e9);
  const { read, refused, slowestMs } = parseDamaged(500, seed);
  t.diagnostic(`seed ${seed}: ${read} read, ${refused} refused, the slowest in ${slowestMs.toFixed(0)} ms`);
  assert.ok(read > 0 && refused > 0);
});
