import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ordersOf } from '../../../lib/replay/guest/orders.ts';
import { createTrace } from '../../../lib/trace/trace.ts';

const asked = createTrace('vm1', {
  interval: Float64Array.of(1, 1, 2),
  cpu: Float64Array.of(0.5, Number.NaN, 0.25),
  write: Float64Array.of(4096, 0, 0),
});
const orders = ordersOf(asked, ['cpu', 'write']);

describe('what an agent in a guest is told', () => {
  test('is the steps that begin before a time, by its own clock', () => {
    const { lines, next } = orders.batch(0, 1.5e9, 7n);
    assert.deepEqual(lines, ['step 0 7 1000000007 cpu=0.5 write=4096', 'step 1 1000000007 2000000007 write=0']);
    assert.equal(next, 2);
  });

  test('is the end after the last step, once', () => {
    assert.deepEqual(orders.batch(2, 60e9, 9n), {
      lines: ['step 2 2000000009 4000000009 cpu=0.25 write=0', 'end'],
      next: 3,
    });
    assert.deepEqual(orders.batch(3, 60e9, 9n), { lines: [], next: 3 });
  });

  test('is nothing where no step begins yet', () => {
    assert.deepEqual(orders.batch(2, 1.9e9, 0n), { lines: [], next: 2 });
  });

  test('goes to the end of the last step', () => {
    assert.deepEqual([orders.steps, orders.end], [3, 4e9]);
  });

  test('comes in pieces where steps are many', () => {
    const many = ordersOf(createTrace('vm1', { interval: new Float64Array(25_000).fill(1e-4) }), []);
    let [next, batches] = [0, 0];
    for (; next < many.steps; batches++) next = many.batch(next, 10e9, 0n).next;
    assert.deepEqual([next, batches], [25_000, 3]);
  });
});
