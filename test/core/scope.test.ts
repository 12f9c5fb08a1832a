import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createChannel } from '../../lib/core/channel.ts';
import { deadlines } from '../../lib/core/clock.ts';
import { Scope } from '../../lib/core/scope.ts';

test('a scope disposes of all it holds, last first, even where one fails, and then says so', async () => {
  const order: string[] = [];
  const scope = new Scope();
  scope.defer(async () => order.push('first'));
  scope.defer(async () => {
    throw new Error('second failed');
  });
  scope.use({ [Symbol.asyncDispose]: async () => void order.push('third') });
  await assert.rejects(Promise.resolve(scope[Symbol.asyncDispose]()), /second failed/);
  assert.deepEqual(order, ['third', 'first']);
});

test('a channel gives its items in order to a slow reader, and then ends or throws', async () => {
  const channel = createChannel<number>();
  for (const item of [1, 2, 3]) channel.push(item);
  setTimeout(() => {
    channel.push(4);
    channel.close(new Error('over'));
  }, 5);
  const seen: number[] = [];
  const reading = (async () => {
    for await (const item of channel) seen.push(item);
  })();
  await assert.rejects(reading, /over/);
  assert.deepEqual(seen, [1, 2, 3, 4]);
});

test('deadlines do not drift: each is the rounded sum of all steps before', () => {
  const ends = deadlines(new Array(10_000).fill(0.1));
  assert.equal(ends[9_999], 1000e9);
  assert.deepEqual([...deadlines([0.65, 0.65])], [650e6, 1300e6]);
});
