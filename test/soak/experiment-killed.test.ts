/** An experiment that is killed at any moment resumes: no trial is lost, and none done twice. As any user. */
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { seededRandom } from '../../lib/stats/random.ts';
import { assertWhole, type Kill, runUntil, type Went } from '../support/experiment-process.ts';
import { temporaryDirectory } from '../support/scripts.ts';

const KILLS = Number(process.env.VMLAB_KILLS ?? 20);
const SEED = Number(process.env.VMLAB_SEED ?? Date.now() % 2 ** 32);

describe(`killed at ${KILLS} random moments (VMLAB_SEED=${SEED})`, { timeout: KILLS * 60_000 }, () => {
  const random = seededRandom(SEED);
  let whole: Went;

  before(async () => {
    await using directory = await temporaryDirectory();
    whole = await runUntil(directory.path);
    assert.ok(whole.ended);
  });

  /** Of a run that is not killed, as long as that one was; or of the part of it in which trials are run. */
  const anyMoment = (): Kill => ({ after: random() * whole.took, since: 'start' });
  const anyMomentOfTrials = (part: number): Kill => ({
    after: random() * part * (whole.took - whole.begun),
    since: 'first trial',
  });

  test('each time another experiment, resumed to its end', async (t) => {
    let [killed, interrupted] = [0, 0];
    for (let round = 0; round < KILLS; round++) {
      await using directory = await temporaryDirectory();
      const { ended } = await runUntil(directory.path, round % 4 === 0 ? anyMoment() : anyMomentOfTrials(1));
      killed += Number(!ended);
      assert.ok((await runUntil(directory.path)).ended);
      interrupted += (await assertWhole(directory.path)).interrupted;
    }
    t.diagnostic(`${killed} of ${KILLS} were killed before their end, ${interrupted} of them within a trial`);
  });

  test('one experiment, again and again', async (t) => {
    await using directory = await temporaryDirectory();
    let killed = 0;
    while (killed < KILLS && !(await runUntil(directory.path, anyMomentOfTrials(0.1))).ended) killed += 1;
    assert.ok((await runUntil(directory.path)).ended);
    const { interrupted } = await assertWhole(directory.path);
    t.diagnostic(`killed ${killed} times, ${interrupted} of them within a trial`);
  });
});
