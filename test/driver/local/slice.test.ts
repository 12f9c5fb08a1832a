import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { InputError, type VmlabError } from '../../../lib/core/errors.ts';
import type { Owner } from '../../../lib/core/journal.ts';
import { openSlice } from '../../../lib/driver/local/slice.ts';
import { ownerName } from '../../../lib/host/owner-name.ts';
import { fakeV2, ROOT } from '../../support/fake-v2.ts';
import { OWNER } from '../../support/memory-session.ts';
import { partsOf } from '../../support/slice-parts.ts';

const OTHER: Owner = { ...OWNER, pid: 5151 };
const NO_NETWORK = { network: false };

const refusing = (errno: string) => fakeV2({ fails: (operation) => (operation === 'make' ? errno : undefined) });
const inUseBy = (pid: number) => (error: VmlabError) =>
  error.code === 'NAME_IN_USE' && error.message.includes(`process ${pid}`);

describe('a slice', () => {
  test('is a group and a name in use, and nothing of either when it is closed', async () => {
    const host = fakeV2();
    const parts = partsOf(host);
    const slice = await openSlice(parts, 'vm1', NO_NETWORK);
    assert.ok(slice.privileged);
    assert.deepEqual(slice.joinFiles, [`${ROOT}/vmlab/vm1/cgroup.procs`]);
    assert.ok(host.files.has(`/state/vm1@${ownerName(OWNER)}`));
    assert.deepEqual(
      (await slice.close()).filter(({ left }) => left),
      [],
    );
    assert.ok(!host.directories.has(`${ROOT}/vmlab`));
    assert.deepEqual(await host.list('/state'), ['readme']);
  });

  for (const errno of ['EACCES', 'EPERM', 'EROFS'])
    test(`is unprivileged, and says why, where making groups is answered by ${errno}`, async () => {
      const host = refusing(errno);
      const slice = await openSlice(partsOf(host), 'vm1');
      assert.equal(slice.privileged, false);
      assert.match(String(slice.why), new RegExp(errno));
      assert.deepEqual([slice.group, slice.network, slice.joinFiles], [undefined, undefined, []]);
      await slice.close();
      assert.deepEqual(await host.list('/state'), ['readme']);
    });

  test('is an error, with nothing left, where making groups fails for another reason', async () => {
    const host = refusing('ENOSPC');
    await assert.rejects(openSlice(partsOf(host), 'vm1', NO_NETWORK), /ENOSPC/);
    assert.deepEqual(await host.list('/state'), ['readme']);
  });

  test('of a name that another live process has is refused with its pid', async () => {
    const host = fakeV2();
    await openSlice(partsOf(host, OTHER), 'vm1', NO_NETWORK);
    await assert.rejects(openSlice(partsOf(host), 'vm1', NO_NETWORK), inUseBy(OTHER.pid));
    await openSlice(partsOf(host), 'vm2', NO_NETWORK);
  });

  test('of a name that a dead process had is made', async () => {
    const host = fakeV2();
    await host.writeFile(`/state/vm1@${ownerName(OTHER)}`, '');
    const slice = await openSlice(
      partsOf(host, OWNER, ({ pid }) => pid !== OTHER.pid),
      'vm1',
      NO_NETWORK,
    );
    assert.equal(slice.name, 'vm1');
  });

  test('is not mistaken for one whose name begins the same', async () => {
    const host = fakeV2();
    await openSlice(partsOf(host, OTHER), 'vm1.a', NO_NETWORK);
    assert.equal((await openSlice(partsOf(host), 'vm1', NO_NETWORK)).name, 'vm1');
  });

  for (const name of ['', '.', '..', '../x', 'a/b', '-rf', 'a b', 'ü', 'a@b', 'x'.repeat(65), 'a\nb'])
    test(`cannot be called ${JSON.stringify(name)}`, () =>
      assert.rejects(openSlice(partsOf(fakeV2()), name, NO_NETWORK), InputError));
});
