import assert from 'node:assert/strict';
import { inVm, running, SPIN } from './in-vm.ts';
import { coresOver, counted, kernelSays } from './kernel.ts';

inVm('freeze', 'what is frozen stands still, until it is thawed or its undo is called', async (vm) => {
  await using _spinning = await running(vm, SPIN);
  const frozen = await vm.cgroup.freeze();
  assert.equal(await kernelSays('freeze', 'cgroup.freeze'), '1');
  assert.equal(await counted('freeze', 'cgroup.events', 'frozen'), 1);
  assert.ok((await coresOver('freeze', 0.5)) < 0.01);
  await vm.cgroup.thaw();
  assert.equal(await counted('freeze', 'cgroup.events', 'frozen'), 0);
  assert.ok((await coresOver('freeze', 1)) > 0.5);
  await frozen.undo();
  const again = await vm.cgroup.freeze();
  assert.equal(await kernelSays('freeze', 'cgroup.freeze'), '1');
  await again.undo();
  assert.equal(await kernelSays('freeze', 'cgroup.freeze'), '0');
});
