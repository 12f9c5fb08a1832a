import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ReplayResult } from '../../lib/replay/result.ts';
import { saveAll } from '../../lib/replay/save-all.ts';

const resultOf = (name: string, saved: string[]) =>
  ({ plan: { name }, save: async (directory: string) => saved.push(directory) }) as unknown as ReplayResult;

test('each result of a set is kept in a directory of its own, whatever its VM is called; one alone in the directory itself', async () => {
  const saved: string[] = [];
  await saveAll(
    ['mig_0', '../../etc', 'büro 1'].map((name) => resultOf(name, saved)),
    'runs/all',
  );
  await saveAll([resultOf('../up', saved)], 'runs/one');
  assert.deepEqual(saved, ['runs/all/1-mig_0', 'runs/all/2-.._.._etc', 'runs/all/3-büro_1', 'runs/one']);
});
