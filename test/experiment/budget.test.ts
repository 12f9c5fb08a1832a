import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { estimate, mayBegin } from '../../lib/experiment/budget.ts';
import { conditionsOf } from '../../lib/experiment/condition.ts';
import { orderOf } from '../../lib/experiment/order.ts';

const order = orderOf({ conditions: conditionsOf({ mode: ['a', 'b', 'c'] }), repeat: 3, warmUp: 0, seed: 1 });

describe('a time budget', () => {
  test('lets the first trial begin, of which nothing is known', () =>
    assert.ok(mayBegin(1, { pending: order, took: [], elapsed: 0, betweenBlocks: false })));

  test('lets a trial begin that ends in time by the median so far', () => {
    const pending = order.slice(1);
    const took = [10, 2, 90]; // a median of 10
    assert.ok(mayBegin(60, { pending, took, elapsed: 50, betweenBlocks: false }));
    assert.ok(!mayBegin(60, { pending, took, elapsed: 50.1, betweenBlocks: false }));
  });

  test('begins a block only where all of it ends in time', () => {
    const pending = order.slice(3);
    assert.ok(mayBegin(60, { pending, took: [10], elapsed: 30, betweenBlocks: true }));
    assert.ok(!mayBegin(60, { pending, took: [10], elapsed: 31, betweenBlocks: true }));
    assert.ok(mayBegin(60, { pending, took: [10], elapsed: 31, betweenBlocks: false }));
  });

  test('reckons with the trials left of a block, not with those of the next', () =>
    assert.ok(mayBegin(60, { pending: order.slice(5), took: [10], elapsed: 50, betweenBlocks: true })));

  test('estimates by the median, and nothing from nothing', () => {
    assert.equal(estimate(4, [1, 2, 30]), 8);
    assert.equal(estimate(0, []), 0);
    assert.equal(estimate(4, []), Number.NaN);
  });
});
