import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { InputError } from '../../lib/core/errors.ts';
import { slices } from '../../lib/lab/domains/slices.ts';
import { fakeV2, ROOT } from '../support/fake-v2.ts';
import { partsOf } from '../support/slice-parts.ts';

const NO_NETWORK = { network: false };

describe('handles of one name', () => {
  test('share one slice, which goes with the last of them', async () => {
    const host = fakeV2();
    const local = slices(() => partsOf(host));
    const [first, second] = await Promise.all([local.hold('vm1', NO_NETWORK), local.hold('vm1', NO_NETWORK)]);
    assert.equal(first.value.slice, second.value.slice);
    await first.release();
    await first.release();
    assert.ok(host.directories.has(`${ROOT}/vmlab/vm1`));
    await second.release();
    assert.ok(!host.directories.has(`${ROOT}/vmlab/vm1`));
  });

  test('get a new slice once the old one has gone, even when they do not wait for that', async () => {
    const host = fakeV2();
    const local = slices(() => partsOf(host));
    const first = await local.hold('vm1', NO_NETWORK);
    const closing = first.release();
    const second = await local.hold('vm1', NO_NETWORK);
    await closing;
    assert.notEqual(first.value.slice, second.value.slice);
    assert.ok(host.directories.has(`${ROOT}/vmlab/vm1`));
  });

  test('with other options are refused', async () => {
    const local = slices(() => partsOf(fakeV2()));
    await local.hold('vm1', NO_NETWORK);
    await assert.rejects(local.hold('vm1', { network: true }), InputError);
  });

  test('try again after a failure', async () => {
    let full = true;
    const host = fakeV2({ fails: (operation) => (operation === 'make' && full ? 'ENOSPC' : undefined) });
    const local = slices(() => partsOf(host));
    await assert.rejects(local.hold('vm1', NO_NETWORK), /ENOSPC/);
    full = false;
    assert.ok((await local.hold('vm1', NO_NETWORK)).value.slice?.privileged);
  });
});
