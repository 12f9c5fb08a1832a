import assert from 'node:assert/strict';
import { test } from 'node:test';
import { state } from '../../../lib/testing.ts';

test('a state reads sizes and rates with units', () => {
  const given = state({ capacity: { cpu: 4, memory: '16GiB', read: '100MB/s' }, interval: '8s', period: 3 }).vm('a', {
    template: { memory: '4GiB', write: '80Mbit' },
    credit: { cpu: -2, memory: '1KiB' },
    memoryFloor: '512M',
  });
  assert.deepEqual(given.capacity, { cpu: 4, memory: 2 ** 34, read: 1e8, write: Infinity });
  assert.deepEqual([given.interval, given.period], [8, 3]);
  assert.deepEqual([given.template.memory[0], given.template.write[0], given.template.cpu[0]], [2 ** 32, 1e7, 0]);
  assert.deepEqual([given.credit.cpu[0], given.credit.memory[0], given.memoryFloor[0]], [-2, 1024, 2 ** 29]);
});

test('what is left out is not known, not held back, not bounded', () => {
  const given = state().vm('a');
  assert.deepEqual(given.capacity, { cpu: Infinity, memory: Infinity, read: Infinity, write: Infinity });
  assert.deepEqual(
    [given.estimate.cpu[0], given.used.cpu[0], given.demandAtLeast.cpu[0]],
    [Number.NaN, Number.NaN, Number.NaN],
  );
  assert.deepEqual(
    [given.vcpus[0], given.memoryFloor[0], given.weight[0], given.interval, given.period],
    [Infinity, 0, 1, 1, 0],
  );
});

test('each VM makes a new state, and the old one stays', () => {
  const one = state().vm('a');
  const two = one.vm('b', { weight: 2 });
  assert.deepEqual([one.names, two.names, [...two.weight]], [['a'], ['a', 'b'], [1, 2]]);
});

const BAD: readonly (readonly [string, () => unknown, RegExp])[] = [
  ['a name twice', () => state().vm('a').vm('a'), /a name of its own for each VM, got 'a'/],
  ['a negative estimate', () => state().vm('a', { estimate: { cpu: -1 } }), /cores.*got -1/],
  ['a size without sense', () => state().vm('a', { template: { memory: 'much' } }), /got 'much'/],
  ['a negative weight', () => state().vm('a', { weight: -1 }), /weight.*got -1/],
  ['a capacity without sense', () => state({ capacity: { cpu: Number.NaN } }), /got NaN/],
];
for (const [what, made, said] of BAD)
  test(`a state refuses ${what}`, () => assert.throws(made, { code: 'BAD_INPUT', message: said }));
