import assert from 'node:assert/strict';
import { inVm, running } from './in-vm.ts';
import { kernelSays } from './kernel.ts';

const TWO_CHILDREN = ['busybox', 'sh', '-c', 'sleep 0.1 & sleep 0.1 & wait'];

inVm('pids', 'a process too many is refused', async (vm) => {
  const limit = await vm.cgroup.pids.max(2);
  assert.equal(await kernelSays('pids', 'pids.max'), '2');
  assert.equal(await vm.cgroup.pids.max(), 2);
  const refused = await vm.exec(TWO_CHILDREN);
  assert.notEqual(refused.exitCode, 0);
  assert.match(refused.stderr, /fork/);
  await limit.undo();
  assert.equal(await kernelSays('pids', 'pids.max'), 'max');
  assert.equal((await vm.exec(TWO_CHILDREN)).exitCode, 0);
});

inVm('members', 'its processes are listed and counted', async (vm) => {
  assert.deepEqual(await vm.cgroup.processes(), []);
  await using _first = await running(vm, ['sleep', '600']);
  await using _second = await running(vm, ['sleep', '600']);
  const pids = await vm.cgroup.processes();
  assert.deepEqual(pids, (await kernelSays('members', 'cgroup.procs')).split('\n').map(Number));
  assert.equal(pids.length, 2);
  assert.equal((await vm.cgroup.pids.stat()).current, 2);
});
