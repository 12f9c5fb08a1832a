/** What each policy makes of states whose answer can be worked out by hand. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { drf } from '../../../lib/sched/policy/drf.ts';
import { equal } from '../../../lib/sched/policy/equal.ts';
import { maxMin } from '../../../lib/sched/policy/max-min.ts';
import { perVm } from '../../../lib/sched/policy/per-vm.ts';
import type { Policy } from '../../../lib/sched/policy/policy.ts';
import { proportional } from '../../../lib/sched/policy/proportional.ts';
import { staticPolicy } from '../../../lib/sched/policy/static.ts';
import { workConserving } from '../../../lib/sched/policy/work-conserving.ts';
import { type StateBuilder, state } from '../../../lib/testing.ts';
import { close } from './close.ts';

const three = state({ capacity: { cpu: 6 } })
  .vm('a', { template: { cpu: 1 }, estimate: { cpu: 1 }, weight: 1 })
  .vm('b', { template: { cpu: 2 }, estimate: { cpu: 4 }, weight: 2 })
  .vm('c', { template: { cpu: 1 }, estimate: { cpu: 4 }, weight: 3 });
const crowded = state({ capacity: { cpu: 2 } })
  .vm('a', { template: { cpu: 1 }, estimate: { cpu: 4 } })
  .vm('b', { template: { cpu: 3 }, estimate: { cpu: 4 } });
const capped = state({ capacity: { cpu: 6 } })
  .vm('a', { estimate: { cpu: 4 }, vcpus: 1 })
  .vm('b', { estimate: { cpu: 4 } })
  .vm('c', { estimate: { cpu: 4 } });

const CASES: readonly (readonly [Policy, string, StateBuilder, readonly number[]])[] = [
  [equal(), 'the same for each', three, [2, 2, 2]],
  [equal(), 'what vCPUs do not let one have, the others', capped, [1, 2.5, 2.5]],
  [proportional(), 'by weight', three, [1, 2, 3]],
  [staticPolicy(), 'the templates', three, [1, 2, 1]],
  [staticPolicy(), 'templates reduced to what there is', crowded, [0.5, 1.5]],
  [maxMin(), 'nobody more than it needs, the others the same', three, [1, 2.5, 2.5]],
  [maxMin({ weighted: true }), 'the others by weight', three, [1, 2, 3]],
  [workConserving(staticPolicy()), 'templates, and the rest by weight to those who need it', three, [1, 2.8, 2.2]],
  [workConserving(maxMin()), 'where there is more than is needed, the rest to all', capped, [1, 2.5, 2.5]],
];

for (const [policy, what, given, expected] of CASES)
  test(`${policy.title} gives ${what}`, () => close(policy(given).cpu, expected));

describe('drf', () => {
  test('divides as in the example of its paper', () => {
    const given = state({ capacity: { cpu: 9, memory: '18GiB' } })
      .vm('A', { estimate: { cpu: 9, memory: '36GiB' } })
      .vm('B', { estimate: { cpu: 27, memory: '9GiB' } });
    const { cpu, memory } = drf()(given);
    close(cpu, [3, 6]);
    close(
      memory.map((bytes) => bytes / 2 ** 30),
      [12, 2],
    );
  });

  test('lets who does not need what is used up go on', () => {
    const given = state({ capacity: { cpu: 2, read: 10 } })
      .vm('a', { estimate: { cpu: 2 } })
      .vm('b', { estimate: { cpu: 2 } })
      .vm('c', { estimate: { read: 8 } });
    close(drf()(given).cpu, [1, 1, 0]);
    close(drf()(given).read, [0, 0, 8]);
  });

  test('gives who needs what the floors used up nothing of it', () => {
    const given = state({ capacity: { memory: '1GiB' } })
      .vm('a', { estimate: { memory: '1GiB' }, memoryFloor: '1GiB' })
      .vm('b', { estimate: { memory: '1GiB' } });
    close(drf()(given).memory, [2 ** 30, 0]);
  });
});

describe('perVm', () => {
  test('asks about each VM, and grants what it needs of resources that are left out', () => {
    const half = perVm(({ template }) => ({ cpu: template.cpu / 2 }));
    const given = state({ capacity: { cpu: 4 } })
      .vm('a', { template: { cpu: 3, memory: '1GiB' } })
      .vm('b');
    close(half(given).cpu, [1.5, 0]);
    close(half(given).memory, [2 ** 30, 0]);
  });

  test('shows a VM and its host', () => {
    const seen: unknown[] = [];
    perVm(function watching(vm, host) {
      seen.push([vm.name, vm.vcpus, vm.weight, vm.memoryFloor, vm.need.cpu, host.vms, host.capacity.cpu]);
      return {};
    })(state({ capacity: { cpu: 4 } }).vm('a', { estimate: { cpu: 1 }, vcpus: 2, weight: 3, memoryFloor: '1KiB' }));
    assert.deepEqual(seen, [['a', 2, 3, 1024, 1, 1, 4]]);
  });
});

test('of a resource that is not scheduled each VM is granted what it needs', () => {
  const given = state().vm('a', { template: { cpu: 1 }, estimate: { cpu: 7, read: '2MiB' } });
  for (const policy of [equal(), proportional(), staticPolicy(), maxMin(), drf(), workConserving(drf())]) {
    close(policy(given).cpu, [7]);
    close(policy(given).read, [2 ** 21]);
  }
});

test('all know a host without VMs', () => {
  const empty = state({ capacity: { cpu: 4, memory: '1GiB', read: 1, write: 1 } });
  for (const policy of [
    equal(),
    proportional(),
    staticPolicy(),
    maxMin(),
    drf(),
    workConserving(equal()),
    perVm(() => ({})),
  ])
    close(policy(empty).cpu, []);
});

test('what is no policy, no function, or no option is refused at once', () => {
  for (const make of [
    () => workConserving(undefined as never),
    () => workConserving('drf' as never),
    () => perVm({} as never),
    () => drf(true as never),
    () => maxMin({ weight: true } as never),
  ])
    assert.throws(make, { code: 'BAD_INPUT' });
});
