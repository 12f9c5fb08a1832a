/**
 * An experiment in a process of its own, that is killed and resumed; and what must hold of it when it has come to its end.
 */
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readExperiment } from '../../lib/experiment/read.ts';
import { LIB, runScript } from './scripts.ts';

/** 2 × 2 conditions, 3 times, and 4 to warm up. */
export const TRIALS = 16;

/**
 * Each trial says in a ledger that it begins, makes a file that is to go with it, keeps something in its directory, and measures the how-manieth time
 * this was.
 */
const source = (directory: string): string => `
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { experiment } from '${LIB}experiment/experiment.ts';
import { lab } from '${LIB}lab/lab.ts';

const ledger = '${directory}/ledger';
await experiment('killed')
  .vary({ rate: [1, 2], mode: ['a', 'b'] })
  .repeat(3)
  .warmUp(1)
  .in('${directory}/kept')
  .measure(async (_, { trial, seed, directory }) => {
    appendFileSync(ledger, trial + '\\n');
    const path = '${directory}/effect-' + trial;
    await lab.session.effect({ kind: 'remove-file', path }, async () => writeFileSync(path, ''));
    writeFileSync(directory + '/half', '');
    await sleep(20);
    const attempt = readFileSync(ledger, 'utf8').split('\\n').filter((line) => line === String(trial)).length;
    return { attempt, drawn: seed };
  })
  .run();
process.stdout.write('ended');
`;

/** Runs it until it ends, or is killed after so many ms. @returns true where it came to its end */
export async function runUntil(directory: string, milliseconds = Number.POSITIVE_INFINITY): Promise<boolean> {
  const script = await runScript(source(directory), directory);
  const killing = new AbortController();
  if (Number.isFinite(milliseconds))
    sleep(milliseconds, undefined, { signal: killing.signal }).then(
      () => script.child.kill('SIGKILL'),
      () => {},
    );
  const { stdout, stderr, signal } = await script.ended;
  killing.abort();
  assert.ok(signal === 'SIGKILL' || stdout === 'ended', stderr);
  return stdout === 'ended';
}

/** No trial is lost, none is done twice, each is the last that was begun of its number, and nothing is left on the machine. */
export async function assertWhole(directory: string): Promise<{ readonly interrupted: number; readonly runs: number }> {
  const { trials, warmUps, leftOut, runs } = await readExperiment(join(directory, 'kept'));
  const all = [...warmUps, ...trials];
  assert.deepEqual(leftOut, []);
  assert.deepEqual(
    all.map(({ trial }) => trial),
    Array.from({ length: TRIALS }, (_, place) => place + 1),
  );
  const begun = (await readFile(join(directory, 'ledger'), 'utf8')).trim().split('\n');
  for (const { trial, status, seed, measures, interrupted } of all) {
    const times = begun.filter((line) => line === String(trial)).length;
    assert.deepEqual({ status, ...measures }, { status: 'done', attempt: times, drawn: seed }, `trial ${trial}`);
    assert.ok(interrupted >= times - 1, `trial ${trial} was begun ${times} times`);
  }
  const left = (await readdir(directory)).filter((name) => name.startsWith('effect-'));
  assert.deepEqual(left, [], 'effects');
  const claims = (await readdir(join(directory, 'kept'))).filter((name) => /^run@|\.part$/.test(name));
  assert.deepEqual(claims, [], 'claims');
  return { interrupted: all.reduce((sum, each) => sum + each.interrupted, 0), runs: runs.length };
}
