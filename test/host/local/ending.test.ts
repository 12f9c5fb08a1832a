import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { LIB, runScript, temporaryDirectory } from '../../support/scripts.ts';

/** Makes a file as an effect, says so, and goes on as told. */
const script = (file: string, after: string, undo = '') => `
import { Session } from '${LIB}core/session.ts';
import { localHost } from '${LIB}host/local/host.ts';
import { closeAtEnd } from '${LIB}host/local/ending.ts';
import { hostUndo } from '${LIB}host/undo.ts';
const host = localHost();
const store = { owner: {}, append() {}, remove() {}, claimDead: async () => [] };
const handlers = { ...hostUndo(host) ${undo} };
const session = new Session({ store, handlers, onFirstEffect: closeAtEnd });
await session.effect({ kind: 'remove-file', path: '${file}' }, () => host.writeFile('${file}', 'x'));
session.signal.addEventListener('abort', () => console.log('aborted'));
console.log('made');
${after}
`;

const FOREVER = 'setInterval(() => {}, 1000);';
const SLOW = `, 'remove-file': () => new Promise(() => setTimeout(() => {}, 60000))`;

describe('what a session made is gone, and the process ended as it would have anyway,', () => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    test(`after ${signal}`, async () => {
      await using directory = await temporaryDirectory();
      const file = join(directory.path, 'effect');
      const run = await runScript(script(file, FOREVER), directory.path);
      await run.says('made');
      assert.ok(existsSync(file));
      run.child.kill(signal);
      const ended = await run.ended;
      assert.equal(ended.signal, signal);
      assert.match(ended.stdout, /aborted/);
      assert.ok(!existsSync(file));
    });

  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    test(`after ${signal}, while a program runs that execa ends with us`, async () => {
      await using directory = await temporaryDirectory();
      const file = join(directory.path, 'effect');
      const running = `const { execa } = await import('${import.meta.resolve('execa')}');
        console.log('runs ' + execa('sleep', ['60'], { reject: false }).pid);`;
      const run = await runScript(script(file, running), directory.path);
      await run.says('runs');
      run.child.kill(signal);
      const ended = await run.ended;
      assert.equal(ended.signal, signal);
      assert.ok(!existsSync(file));
    });

  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    test(`after ${signal}, where the script waits for something that is aborted then`, async () => {
      await using directory = await temporaryDirectory();
      const file = join(directory.path, 'effect');
      const waiting = `await new Promise((_, reject) =>
        session.signal.addEventListener('abort', () => reject(session.signal.reason)));`;
      const run = await runScript(script(file, FOREVER + waiting), directory.path);
      await run.says('made');
      run.child.kill(signal);
      const ended = await run.ended;
      assert.equal(ended.signal, signal);
      assert.equal(ended.stderr, '');
      assert.ok(!existsSync(file));
    });

  test('after an exception that nobody caught, where others follow from it', async () => {
    await using directory = await temporaryDirectory();
    const file = join(directory.path, 'effect');
    const slow = `, 'remove-file': async (action) => {
      await new Promise((resolve) => setTimeout(resolve, 200));
      return hostUndo(host)['remove-file'](action);
    }`;
    const failing = `setTimeout(() => { throw new Error('oh no'); }, 10);
      await new Promise((_, reject) => session.signal.addEventListener('abort', () => reject(new Error('aborted too'))));`;
    const run = await runScript(script(file, failing, slow), directory.path);
    const { code, stderr } = await run.ended;
    assert.equal(code, 1);
    assert.match(stderr, /Error: oh no/);
    assert.doesNotMatch(stderr, /aborted too/);
    assert.ok(!existsSync(file));
  });

  test('after its last line', async () => {
    await using directory = await temporaryDirectory();
    const file = join(directory.path, 'effect');
    const run = await runScript(script(file, ''), directory.path);
    assert.equal((await run.ended).code, 0);
    assert.ok(!existsSync(file));
  });

  const FAILURES = {
    exception: 'setTimeout(() => { throw new Error("oh no"); }, 10);',
    rejection: 'Promise.reject(new Error("oh no"));',
  };
  for (const [what, failing] of Object.entries(FAILURES))
    test(`after an ${what} that nobody caught, reported as Node does`, async () => {
      await using directory = await temporaryDirectory();
      const file = join(directory.path, 'effect');
      const run = await runScript(script(file, failing + FOREVER), directory.path);
      const { code, stderr } = await run.ended;
      assert.equal(code, 1);
      assert.match(stderr, /Error: oh no\n\s+at /);
      assert.ok(!existsSync(file));
    });
});

test('a second Ctrl-C, a second later, ends a process at once whose undo takes too long', async () => {
  await using directory = await temporaryDirectory();
  const run = await runScript(script(join(directory.path, 'effect'), FOREVER, SLOW), directory.path);
  await run.says('made');
  run.child.kill('SIGINT');
  await run.says('aborted');
  await setTimeout(1100);
  run.child.kill('SIGINT');
  assert.equal((await run.ended).signal, 'SIGINT');
});

test('a Ctrl-C that npx and tsx pass on, too, is one Ctrl-C', async () => {
  await using directory = await temporaryDirectory();
  const file = join(directory.path, 'effect');
  const slow = `, 'remove-file': async (action) => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    return hostUndo(host)['remove-file'](action);
  }`;
  const run = await runScript(script(file, FOREVER, slow), directory.path);
  await run.says('made');
  run.child.kill('SIGINT');
  await run.says('aborted');
  run.child.kill('SIGINT');
  await setTimeout(30);
  run.child.kill('SIGINT');
  assert.equal((await run.ended).signal, 'SIGINT');
  assert.ok(!existsSync(file));
});
