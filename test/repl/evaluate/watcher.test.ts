import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Scope } from '../../../lib/core/scope.ts';
import { createLine } from '../../../lib/repl/evaluate/line.ts';
import { createWatcher } from '../../../lib/repl/evaluate/watcher.ts';

function watching() {
  const [line, held, told] = [createLine('', 0), new Scope(), [] as unknown[]];
  const watcher = createWatcher({ line: () => line, held, tell: (item) => told.push(item) });
  return { line, held, told, watcher };
}

async function* counting(to: number) {
  for (let count = 1; count <= to; count++) yield count;
}

test('notes where promises came from, and passes values on', async () => {
  const { line, watcher } = watching();
  assert.equal(watcher.awaited(3, 'a'), 'a');
  assert.equal(await watcher.awaited(5, Promise.resolve('b')), 'b');
  assert.equal(await watcher.shown(7, Promise.resolve('c')), 'c');
  assert.deepEqual([...line.awaited], [5, 7]);
});

test('tells each item of what comes piece by piece, also where it is promised', async () => {
  const { line, told, watcher } = watching();
  assert.equal(await watcher.shown(0, counting(2)), undefined);
  assert.equal(await watcher.shown(4, Promise.resolve(counting(1))), undefined);
  assert.deepEqual(told, [1, 2, 1]);
  assert.deepEqual([...line.iterated], [0, 4]);
});

test('tells no more items after Ctrl-C', async () => {
  const { line, told, watcher } = watching();
  const items = (async function* () {
    yield 'before';
    line.stop.abort();
    yield 'after';
  })();
  await watcher.shown(0, items);
  assert.deepEqual(told, ['before']);
});

test('leaves a stream as it is: its name alone does not drain it', async () => {
  const { told, watcher } = watching();
  const stream = { [Symbol.asyncIterator]: () => counting(3), pipe: () => {} };
  assert.equal(await watcher.shown(0, stream), stream);
  assert.deepEqual(told, []);
});

test('keeps what `using` holds until the end, the last first', async () => {
  const { held, watcher } = watching();
  const ended: string[] = [];
  await watcher.held(0, { [Symbol.asyncDispose]: async () => ended.push('one') });
  await watcher.held(0, Promise.resolve({ [Symbol.dispose]: () => ended.push('two') }));
  assert.equal(await watcher.held(0, null), null);
  assert.deepEqual(ended, []);
  await held[Symbol.asyncDispose]();
  assert.deepEqual(ended, ['two', 'one']);
});

test('refuses to hold what cannot be disposed of', async () => {
  const { watcher } = watching();
  await assert.rejects(async () => watcher.held(0, {}), /cannot be disposed of/);
});
