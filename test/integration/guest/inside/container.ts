import assert from 'node:assert/strict';
import { mkdir, rmdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { inVm } from './in-vm.ts';
import { ROOT } from './kernel.ts';

const SCRIPT = fileURLToPath(new URL('./in-container.js', import.meta.url));
const BOX = `${ROOT}/box`;

/** As in a container, whose first process runs in what it sees as the root of the hierarchy. The VM is there to have the controllers enabled. */
inVm('beside', 'where processes run in the root itself, a slice is unprivileged and says why', async (_vm, t) => {
  await mkdir(BOX);
  const enter = `echo 0 >${BOX}/cgroup.procs && exec /usr/bin/unshare --cgroup --mount sh -c`;
  const inside = `umount ${ROOT} && mount -t cgroup2 cgroup2 ${ROOT} && exec ${process.execPath} ${SCRIPT}`;
  const { stdout } = await execa('sh', ['-c', `${enter} '${inside}'`]).finally(() => rmdir(BOX));
  t.diagnostic(`in a container: ${stdout}`);
  const { privileged, why, code } = JSON.parse(stdout) as Record<string, unknown>;
  assert.equal(privileged, false);
  assert.match(String(why), /no internal processes/);
  assert.equal(code, 'UNSUPPORTED');
});
