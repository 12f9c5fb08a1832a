import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { lab } from '../../../../lib/index.ts';
import { footprint, kernelSays } from './kernel.ts';

const SCRIPT = fileURLToPath(new URL('./left-alone.js', import.meta.url));

/** The first that has effects: the script that is killed is the one that lets the controllers through. */
test('what a killed script left is cleaned up, to the controllers it had enabled', async () => {
  const before = await footprint();
  const script = spawn(process.execPath, [SCRIPT], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(script.stdout, 'data');
  assert.equal(await kernelSays('left-alone', 'pids.max'), '77');
  script.kill('SIGKILL');
  await once(script, 'exit');
  const outcomes = await lab.cleanup();
  assert.ok(outcomes.length > 0);
  assert.deepEqual(
    outcomes.flatMap(({ left }) => left ?? []),
    [],
  );
  assert.deepEqual(await footprint(), before);
});
