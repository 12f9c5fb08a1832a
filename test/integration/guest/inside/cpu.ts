import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { lab, type Vm } from '../../../../lib/index.ts';
import { inVm, running, SPIN } from './in-vm.ts';
import { coresOver, kernelSays } from './kernel.ts';

inVm('quota', 'a quota of half a core holds a process that spins, and lets it go when undone', async (vm, t) => {
  await using _spinning = await running(vm, SPIN);
  const quota = await vm.cgroup.cpu.quota(0.5);
  assert.equal(await kernelSays('quota', 'cpu.max'), '50000 100000');
  assert.equal(await vm.cgroup.cpu.quota(), 0.5);
  const held = await coresOverPeriods(vm, 4);
  await quota.undo();
  assert.equal(await kernelSays('quota', 'cpu.max'), 'max 100000');
  const free = await coresOver('quota', 2);
  t.diagnostic(`quota of 0.5 cores: ${held.toFixed(3)} cores over 4 s; without: ${free.toFixed(3)}`);
  assert.ok(held > 0.45 && held < 0.55, `${held}`);
  assert.ok(free > 0.75, `${free}`);
});

/** By the kernel's count of periods of 100 ms: on a machine that shares its processors, another clock is read at another time. */
async function coresOverPeriods(vm: Vm, seconds: number): Promise<number> {
  const before = await vm.cgroup.cpu.stat();
  await wait(seconds * 1000);
  const after = await vm.cgroup.cpu.stat();
  assert.ok(after.nr_throttled - before.nr_throttled > 5 * seconds, `throttled ${after.nr_throttled} times`);
  return (after.usage - before.usage) / ((after.nr_periods - before.nr_periods) * 0.1);
}

inVm('period', 'a quota may come with its period, and be taken off', async (vm) => {
  await vm.cgroup.cpu.quota({ quota: '50ms', period: '200ms' });
  assert.equal(await kernelSays('period', 'cpu.max'), '50000 200000');
  assert.equal(await vm.cgroup.cpu.quota(), 0.25);
  await vm.cgroup.cpu.quota('max');
  assert.equal(await kernelSays('period', 'cpu.max'), 'max 100000');
  assert.equal(await vm.cgroup.cpu.quota(), 'max');
});

test('two VMs on one CPU share it by their weights', async (t) => {
  await using light = await lab.vm('light', { network: false }).open();
  await using heavy = await lab.vm('heavy', { network: false }).open();
  assert.equal(await light.cgroup.cpuset.cpus(), '0-1');
  const pinned = [await light.cgroup.cpuset.cpus('0'), await heavy.cgroup.cpuset.cpus('0')];
  const weight = await heavy.cgroup.cpu.weight(300);
  assert.equal(await kernelSays('heavy', 'cpuset.cpus'), '0');
  assert.equal(await light.cgroup.cpuset.cpus(), '0');
  assert.equal(await kernelSays('heavy', 'cpu.weight'), '300');
  assert.equal(await heavy.cgroup.cpu.weight(), 300);
  await using _lightSpins = await running(light, SPIN);
  await using _heavySpins = await running(heavy, SPIN);
  const [less = 0, more = 0] = await Promise.all([coresOver('light', 3), coresOver('heavy', 3)]);
  t.diagnostic(`weights 100 and 300 on one CPU: ${less.toFixed(3)} and ${more.toFixed(3)} cores`);
  assert.ok(less + more < 1.05, `${less + more}`);
  assert.ok(more / less > 2.4 && more / less < 3.6, `${more / less}`);
  for (const undo of [weight, ...pinned]) await undo.undo();
  assert.equal(await kernelSays('heavy', 'cpu.weight'), '100');
  assert.equal(await kernelSays('heavy', 'cpuset.cpus'), '0-1');
});
