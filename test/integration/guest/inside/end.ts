import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lab } from '../../../../lib/index.ts';
import { footprint } from './kernel.ts';

const found = await footprint();

test('the end of the session leaves the machine as it was found', async () => {
  const outcomes = await lab.close();
  assert.deepEqual(
    outcomes.flatMap(({ left }) => left ?? []),
    [],
  );
  assert.deepEqual(await footprint(), found);
});
