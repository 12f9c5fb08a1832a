import assert from 'node:assert/strict';
import { inVm } from './in-vm.ts';
import { counted, kernelSays } from './kernel.ts';

const MIB = 2 ** 20;

/** dd(1) fills a buffer of one block. */
const fill = (size: string) => ['dd', 'if=/dev/zero', 'of=/dev/null', `bs=${size}`, 'count=1'];

inVm('memory', 'what takes more than its memory is killed, what takes less is not', async (vm, t) => {
  const limit = await vm.cgroup.memory.max('48MiB');
  assert.equal(await kernelSays('memory', 'memory.max'), String(48 * MIB));
  assert.equal(await vm.cgroup.memory.max(), 48 * MIB);
  assert.equal((await vm.exec(fill('16M'))).exitCode, 0);
  assert.equal((await vm.exec(fill('96M'))).exitCode, 128 + 9);
  const { oom_kill, peak, current } = await vm.cgroup.memory.stat();
  t.diagnostic(
    `memory.max of 48 MiB: killed ${oom_kill}, now ${Math.round(current / MIB)} MiB, peak ${Math.round(peak / MIB)} MiB`,
  );
  assert.equal(oom_kill, 1);
  assert.equal(oom_kill, await counted('memory', 'memory.events', 'oom_kill'));
  assert.ok(current <= 48 * MIB, `${current}`);
  await limit.undo();
  assert.equal(await kernelSays('memory', 'memory.max'), 'max');
  assert.equal((await vm.exec(fill('96M'))).exitCode, 0);
});

/** Without `:` at its end the shell would become grep(1), and give back what it holds. */
const HOLD = 'x=$(yes | head -c 4000000); grep "^anon " /sys/fs/cgroup/vmlab/held/memory.stat; :';

inVm('held', 'memory in use is counted', async (vm) => {
  const before = await vm.cgroup.memory.stat();
  assert.ok(before.anon < MIB, `${before.anon}`);
  const { stdout } = await vm.exec(['busybox', 'sh', '-c', HOLD]);
  assert.ok(Number(stdout.trim().split(' ')[1]) > 4e6, stdout);
});
