import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { columnsOf } from '../../../lib/sched/columns.ts';
import { rescoin } from '../../../lib/sched/policy/rescoin.ts';
import { state, type VmInput } from '../../../lib/testing.ts';
import { close } from './close.ts';

/** VMs of one resource: template, estimate, credit. */
const vm = (template: number, estimate: number, credit = 0): VmInput => ({
  template: { cpu: template },
  estimate: { cpu: estimate },
  credit: { cpu: credit },
});
const host = (cpu: number, ...vms: readonly VmInput[]) =>
  vms.reduce((made, input, index) => made.vm(`vm${index + 1}`, input), state({ capacity: { cpu } }));

describe('rescoin', () => {
  test('gives all what they need where there is enough and each stays within its template', () => {
    close(rescoin()(host(4, vm(2, 1), vm(2, 1.5))).cpu, [1, 1.5]);
  });

  test('gives who needs more than its template its part of what templates leave, and those within theirs what they need', () => {
    // C_e = 4 - 1 - 1 = 2; vm2 has half of all credit.
    close(rescoin()(host(4, vm(2, 1, 5), vm(1, 2.5, 5))).cpu, [1, 1 + 0.5 * 2 + 0.5]);
    close(rescoin()(host(4, vm(2, 1, 2), vm(1, 3, 6))).cpu, [1, 1 + 0.75 * 2 + 0.5]);
  });

  test('divides what templates leave by credit where needs sum over the capacity', () => {
    // C_e = 4 - (1 + 1) = 2, of which credit of 3 : 1 makes 1.5 and 0.5.
    close(rescoin()(host(4, vm(1, 3, 3), vm(1, 3, 1))).cpu, [2.5, 1.5]);
  });

  test('takes credit of the same part of the host as the same, and debts as none', () => {
    const before = state({ capacity: { cpu: 4, memory: '4GiB' } });
    const shared = { template: { cpu: 1 }, estimate: { cpu: 4 } };
    const even = before
      .vm('a', { ...shared, credit: { cpu: 1 } })
      .vm('b', { ...shared, credit: { memory: '1GiB', cpu: -5 } });
    close(rescoin()(even).cpu, [2, 2]);
    const norms = before
      .vm('a', { ...shared, credit: { cpu: 3, memory: '4GiB' } })
      .vm('b', { ...shared, credit: { cpu: 5 } });
    close(rescoin()(norms).cpu, [2, 2]);
  });

  test('leaves out the credit of resources that are not scheduled', () => {
    const shared = { template: { cpu: 1 }, estimate: { cpu: 4 } };
    const given = state({ capacity: { cpu: 4 } })
      .vm('a', { ...shared, credit: { cpu: 1 } })
      .vm('b', { ...shared, credit: { cpu: 1, read: '9GiB' } });
    close(rescoin()(given).cpu, [2, 2]);
  });

  test('divides equally where nobody has credit', () => {
    close(rescoin()(host(4, vm(1, 3), vm(1, 3, -2))).cpu, [2, 2]);
  });

  test('hands out by credit what is left, for which a rest of rounding is no credit', () => {
    const two = [vm(0.5, 2, 1e-16), vm(0.5, 2)];
    close(rescoin()(host(2, ...two)).cpu, [1, 1]);
    // The first has all the credit, and cannot use it.
    close(rescoin()(host(3, { ...vm(0.5, 2, 1), vcpus: 1 }, ...two)).cpu, [1, 1, 1]);
  });

  test('reduces all in proportion where templates promised more than there is', () => {
    close(rescoin()(host(3, vm(2, 4, 9), vm(4, 4))).cpu, [1, 2]);
  });

  test('never passes the vCPUs, and hands out by credit what they leave', () => {
    const given = host(8, { ...vm(1, 8, 6), vcpus: 2 }, vm(1, 8, 1), vm(1, 8, 1));
    close(rescoin()(given).cpu, [2, 3, 3]);
  });

  test('never falls under the memory floor, also where all are reduced', () => {
    const given = state({ capacity: { memory: '6GiB' } })
      .vm('a', { template: { memory: '4GiB' }, memoryFloor: '3GiB' })
      .vm('b', { template: { memory: '4GiB' } })
      .vm('c', { template: { memory: '4GiB' } });
    close(rescoin()(given).memory, [3 * 2 ** 30, 1.5 * 2 ** 30, 1.5 * 2 ** 30]);
  });

  test('refuses floors that sum over the capacity', () => {
    const given = state({ capacity: { memory: '4GiB' } })
      .vm('a', { memoryFloor: '3GiB' })
      .vm('b', { memoryFloor: '2GiB' });
    assert.throws(() => rescoin()(given), {
      code: 'FLOORS_OVER_CAPACITY',
      message: /at most 4 GiB|capacity of 4 GiB at most, got '5 GiB'/,
    });
  });

  test('gives who was held back its template again at least, and twice what it wanted', () => {
    const held = { template: { cpu: 1 }, estimate: { cpu: 0.1 } };
    const given = (demandAtLeast: number) =>
      state({ capacity: { cpu: 8 } }).vm('a', { ...held, demandAtLeast: { cpu: demandAtLeast } });
    close(rescoin()(given(0.1)).cpu, [1]);
    assert.ok(rescoin()(given(1.5)).cpu[0] >= 3);
  });

  test('as published hands out more than there is where a VM needs less than its template', () => {
    // C_e = 4 - (1 + 1) = 2; the paper adds it to templates of 3 + 1, the correction to needs of 1 + 1.
    const given = host(4, vm(3, 1, 1), vm(1, 8, 1));
    close(rescoin({ variant: 'published' })(given).cpu, [4, 2]);
    close(rescoin()(given).cpu, [2, 2]);
  });

  test('knows a host without VMs, and one without capacity', () => {
    assert.deepEqual(rescoin()(state({ capacity: { cpu: 4, memory: '1GiB' } })), columnsOf(0));
    close(rescoin()(host(0, vm(1, 1, 1), vm(1, 1))).cpu, [0, 0]);
  });

  test('says its window and its variant, and refuses others', () => {
    assert.deepEqual([rescoin().title, rescoin().creditWindow], ['rescoin(10)', 10]);
    assert.equal(rescoin({ window: 3, variant: 'published' }).title, 'rescoin(3, published)');
    assert.throws(() => rescoin({ window: 0 }), { code: 'BAD_INPUT', message: /window.*got 0/ });
    assert.throws(() => rescoin({ variant: 'other' as 'published' }), { code: 'BAD_INPUT' });
    assert.throws(() => rescoin(5 as never), { code: 'BAD_INPUT', message: /window, variant, got 5/ });
    assert.throws(() => rescoin({ windwo: 5 } as never), { code: 'BAD_INPUT', message: /got 'windwo'/ });
  });
});
