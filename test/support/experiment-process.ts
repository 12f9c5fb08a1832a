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
    process.stdout.write('begun ');
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

/** When it is killed: so many ms after its start, or after its first trial has begun. */
export interface Kill {
  readonly after: number;
  readonly since: 'start' | 'first trial';
}

/** How it went. */
export interface Went {
  /** It came to its end, killed or not. */
  readonly ended: boolean;
  /** ms, from its start to its first trial, and to its end. */
  readonly begun: number;
  readonly took: number;
}

/** Runs it until it ends, or is killed. */
export async function runUntil(directory: string, kill?: Kill): Promise<Went> {
  const start = performance.now();
  const script = await runScript(source(directory), directory);
  const over = new AbortController();
  let begun = Number.NaN;
  const beginning = script.says('begun').then(
    () => {
      begun = performance.now() - start;
    },
    () => over.abort(), // killed, or nothing was left to do
  );
  const kills = async ({ after, since }: Kill) => {
    if (since === 'first trial') await beginning;
    await sleep(after, undefined, { signal: over.signal });
    script.child.kill('SIGKILL');
  };
  if (kill) void kills(kill).catch(() => {});
  const { stdout, stderr, signal } = await script.ended;
  over.abort();
  const ended = stdout.endsWith('ended');
  assert.ok(ended || signal === 'SIGKILL', stderr);
  return { ended, begun, took: performance.now() - start };
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
