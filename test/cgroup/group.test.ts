import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { openGroup } from '../../lib/cgroup/group.ts';
import { parseQuota } from '../../lib/cgroup/limits/quota.ts';
import { detectTree } from '../../lib/cgroup/open.ts';
import { cgroupUndo } from '../../lib/cgroup/undo.ts';
import { HostError, UnsupportedError, type VmlabError } from '../../lib/core/errors.ts';
import { type MemoryHost, memoryHost } from '../../lib/host/memory.ts';
import { hostUndo } from '../../lib/host/undo.ts';
import { fakeV2, ROOT } from '../support/fake-v2.ts';
import { memorySession } from '../support/memory-session.ts';

const NAME = { parent: 'vmlab', name: 'vm1' };
const GROUP = `${ROOT}/vmlab/vm1`;

async function opened(host: MemoryHost) {
  const session = memorySession({ ...hostUndo(host), ...cgroupUndo(host) });
  return { host, session, group: await openGroup({ host, session }, await detectTree(host), NAME) };
}

describe('a v2 group', () => {
  test('is made below its parent, with the controllers let through on the way down', async () => {
    const { host, group } = await opened(fakeV2());
    assert.deepEqual(group.paths, [GROUP]);
    assert.deepEqual(group.joinFiles, [`${GROUP}/cgroup.procs`]);
    assert.deepEqual(
      host.writes.filter(({ file }) => file.endsWith('subtree_control')),
      [
        { file: `${ROOT}/cgroup.subtree_control`, value: '+cpuset +cpu +io +pids' },
        { file: `${ROOT}/vmlab/cgroup.subtree_control`, value: '+cpuset +cpu +io +memory +pids' },
      ],
    );
  });

  test('leaves the tree as it was found when its session closes', async () => {
    const { host, session, group } = await opened(fakeV2());
    await group.limit({ cpu: parseQuota(1.5), memory: 4096 });
    const outcomes = await session.close();
    assert.deepEqual(
      outcomes.filter(({ left }) => left),
      [],
    );
    assert.equal(host.directories.has(`${ROOT}/vmlab`), false);
    assert.equal(host.files.get(`${ROOT}/cgroup.subtree_control`), 'memory\n');
  });

  test('is limited, read and counted', async () => {
    const { host, group } = await opened(fakeV2());
    await group.limit({ cpu: parseQuota(1.5), memory: 8192, pids: 10 });
    assert.equal(host.files.get(`${GROUP}/cpu.max`), '150000 100000');
    assert.deepEqual(await group.read((dialect) => dialect.quota), { quota: 150_000, period: 100_000 });
    assert.equal(await group.read((dialect) => dialect.memory), 8192);
    assert.equal(group.counters.cpu?.file, `${GROUP}/cpu.stat`);
    assert.equal((await group.read((dialect) => dialect.statistics.cpu)).usage, 1.5);
  });

  test('of a name that is there already is refused, and left alone', async () => {
    const host = fakeV2();
    await host.makeDirectory(`${ROOT}/vmlab`);
    await host.makeDirectory(GROUP);
    await assert.rejects(opened(host), (error: VmlabError) => error.code === 'NAME_IN_USE');
    assert.ok(host.directories.has(GROUP));
  });

  test('cannot be made where processes run in the root itself, and the error says so', async () => {
    const busy = (operation: string, path: string) =>
      operation === 'write' && path.endsWith('subtree_control') ? 'EBUSY' : undefined;
    await assert.rejects(opened(fakeV2({ fails: busy })), (error: Error) => {
      assert.ok(error instanceof UnsupportedError);
      assert.match(error.message, /no internal processes/);
      return true;
    });
  });

  test('answers with what is missing where the kernel lacks a file', async () => {
    const { host, group } = await opened(fakeV2());
    await host.removeFile(`${GROUP}/pids.max`);
    const missing = group.limit({ pids: 5 });
    await assert.rejects(missing, (error: Error) => error instanceof UnsupportedError && /'pids'/.test(error.message));
  });

  test('has a list of CPUs from the start, since the kernel does not take an empty one back while processes run', async () => {
    const { host, group } = await opened(fakeV2());
    const undo = await group.limit({ cpus: '0' });
    await undo.undo();
    assert.equal(host.files.get(`${GROUP}/cpuset.cpus`), '0-1');
  });

  test('takes back the limits that it has set when a later one of the same call fails', async () => {
    const fails = (operation: string, path: string) =>
      operation === 'write' && path.endsWith('pids.max') ? 'EINVAL' : undefined;
    const { host, group } = await opened(fakeV2({ fails }));
    await assert.rejects(group.limit({ memory: 4096, pids: 5 }), HostError);
    assert.equal(host.files.get(`${GROUP}/memory.max`), 'max');
  });

  test('whose name was removed by somebody else is no problem at the end', async () => {
    const { host, session } = await opened(fakeV2());
    await host.removeDirectory(GROUP);
    assert.deepEqual(
      (await session.close()).filter(({ left }) => left),
      [],
    );
  });

  test('with members is emptied before it is removed', async () => {
    const { host, session } = await opened(
      fakeV2({ onSignal: () => void host.writeFile(`${GROUP}/cgroup.procs`, '') }),
    );
    await host.writeFile(`${GROUP}/cgroup.procs`, '51\n');
    await session.close();
    assert.deepEqual(host.signals, [{ pid: 51, signal: 'SIGKILL' }]);
    assert.ok(host.writes.some(({ file, value }) => file === `${GROUP}/cgroup.kill` && value === '1'));
  });
});

test('without any cgroups mounted the error says how to mount them', async () => {
  const host = memoryHost({ '/proc/self/mountinfo': '', '/proc/self/cgroup': '0::/\n' });
  await assert.rejects(
    detectTree(host),
    (error: Error) => error instanceof UnsupportedError && /mount/.test(error.message),
  );
});

test('on v1, what belongs to a controller that is not mounted says so', async () => {
  const root = '/sys/fs/cgroup/cpu';
  const host = memoryHost(
    {
      '/proc/self/mountinfo': `21 20 0:20 / ${root} rw - cgroup cgroup rw,cpu\n`,
      '/proc/self/cgroup': '2:cpu:/\n',
      [`${root}/cgroup.procs`]: '',
    },
    { filesIn: () => ({ 'cgroup.procs': '', 'cpu.shares': '1024\n' }) },
  );
  const { group } = await opened(host);
  await group.limit({ weight: 200 });
  assert.equal(host.files.get(`${root}/vmlab/vm1/cpu.shares`), '2048');
  assert.deepEqual(Object.keys(group.counters), []);
  await assert.rejects(group.limit({ memory: 4096 }), /controller 'memory' is not mounted/);
});
