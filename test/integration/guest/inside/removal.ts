import assert from 'node:assert/strict';
import { access } from 'node:fs/promises';
import { test } from 'node:test';
import { lab } from '../../../../lib/index.ts';
import { running, until } from './in-vm.ts';
import { ROOT } from './kernel.ts';

const group = (vm: string) => `${ROOT}/vmlab/${vm}`;

/** A pid that nothing has any more, or one that has only to be waited for. */
const isGone = (pid: number) =>
  access(`/proc/${pid}/fd/0`).then(
    () => false,
    () => true,
  );

async function closesWith(name: string, script: string): Promise<void> {
  const vm = await lab.vm(name, { network: false }).open();
  await running(vm, ['busybox', 'sh', '-c', script]);
  const pids = await vm.cgroup.processes();
  const outcomes = await vm.close();
  assert.deepEqual(
    outcomes.flatMap(({ left }) => left ?? []),
    [],
  );
  await assert.rejects(access(group(name)), { code: 'ENOENT' });
  await until(async () => (await Promise.all(pids.map(isGone))).every(Boolean));
}

test('a VM whose processes fork without end goes all the same', () =>
  closesWith('forks', 'while :; do sleep 600 & done'));

test('a VM that made groups of its own goes with them', () =>
  closesWith(
    'nests',
    `sleep 600 & mkdir ${group('nests')}/inner; echo 0 >${group('nests')}/inner/cgroup.procs; sleep 600 & sleep 600`,
  ));

test('a VM that is frozen goes all the same', async () => {
  const vm = await lab.vm('frozen', { network: false }).open();
  await running(vm, ['sleep', '600']);
  await vm.cgroup.freeze();
  await vm.close();
  await assert.rejects(access(group('frozen')), { code: 'ENOENT' });
});
