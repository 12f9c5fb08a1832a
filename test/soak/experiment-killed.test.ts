/** An experiment that is killed at any moment resumes: no trial is lost, and none done twice. As any user. */
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { seededRandom } from '../../lib/stats/random.ts';
import { assertWhole, runUntil } from '../support/experiment-process.ts';
import { temporaryDirectory } from '../support/scripts.ts';

const KILLS = Number(process.env.VMLAB_KILLS ?? 20);
const SEED = Number(process.env.VMLAB_SEED ?? Date.now() % 2 ** 32);

describe(`killed at ${KILLS} random moments (VMLAB_SEED=${SEED})`, { timeout: KILLS * 60_000 }, () => {
  const random = seededRandom(SEED);
  let whole: number;

  before(async () => {
    await using directory = await temporaryDirectory();
    const start = performance.now();
    assert.ok(await runUntil(directory.path));
    whole = performance.now() - start;
  });

  test('each time another experiment, resumed to its end', async (t) => {
    let [killed, interrupted] = [0, 0];
    for (let round = 0; round < KILLS; round++) {
      await using directory = await temporaryDirectory();
      // A moment that came after its end would be none: a quarter of a run ends before 3/4 of the usual time.
      if (!(await runUntil(directory.path, random() * whole))) killed += 1;
      assert.ok(await runUntil(directory.path));
      interrupted += (await assertWhole(directory.path)).interrupted;
    }
    t.diagnostic(`${killed} of ${KILLS} were killed before their end, ${interrupted} within a trial`);
  });

  test('one experiment again and again', async (t) => {
    await using directory = await temporaryDirectory();
    let killed = 0;
    // Half of the time at most, so that it takes many to come to its end.
    for (; killed < KILLS && !(await runUntil(directory.path, (0.25 + 0.35 * random()) * whole)); killed++);
    if (killed === KILLS) assert.ok(await runUntil(directory.path));
    const { interrupted, runs } = await assertWhole(directory.path);
    t.diagnostic(`killed ${killed} times, ${interrupted} within a trial, ${runs} runs got as far as to begin`);
  });
});
