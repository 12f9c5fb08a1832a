import assert from 'node:assert/strict';
import { test } from 'node:test';
import { needOf } from '../../../lib/sched/policy/need.ts';
import { state, type VmInput } from '../../../lib/testing.ts';

const CASES: readonly (readonly [string, VmInput, number])[] = [
  ['its estimate, where it was not held back', { template: { cpu: 2 }, estimate: { cpu: 1 } }, 1],
  ['its template, before anything was observed', { template: { cpu: 2 } }, 2],
  [
    'its template, where it was held back under it',
    { template: { cpu: 2 }, estimate: { cpu: 1 }, demandAtLeast: { cpu: 0.5 } },
    2,
  ],
  [
    'twice what it wanted, where that is more',
    { template: { cpu: 2 }, estimate: { cpu: 1 }, demandAtLeast: { cpu: 3 } },
    6,
  ],
  [
    'its estimate, where that is more still',
    { template: { cpu: 2 }, estimate: { cpu: 9 }, demandAtLeast: { cpu: 3 } },
    9,
  ],
  ['no more than its vCPUs', { estimate: { cpu: 9 }, vcpus: 4 }, 4],
];

for (const [what, vm, cores] of CASES)
  test(`a VM needs ${what}`, () => assert.equal(needOf(state().vm('a', vm)).cpu[0], cores));

test('a VM needs its memory floor, and never less than nothing', () => {
  assert.equal(needOf(state().vm('a', { estimate: { memory: '1GiB' }, memoryFloor: '2GiB' })).memory[0], 2 ** 31);
  const falling = { ...state().vm('a'), estimate: { ...state().vm('a').estimate, cpu: Float64Array.of(-3) } };
  assert.equal(needOf(falling).cpu[0], 0);
});
