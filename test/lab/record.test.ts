import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InputError } from '../../lib/core/errors.ts';
import { lab } from '../../lib/index.ts';

/** As JavaScript may have it. */
const record = (vms: unknown) => lab.record({ vms: vms as string, for: '1s' });

for (const bad of [['vm1'], 7, [undefined], { name: 'vm1' }])
  test(`${JSON.stringify(bad)} is not recorded: neither VMs nor a pattern`, () =>
    assert.throws(() => record(bad), InputError));

test('an option that there is not is refused', () =>
  assert.throws(() => lab.record({ duration: '1s' } as never), InputError));

test('VMs, and a pattern of names, are what a recording is planned for', () => {
  assert.deepEqual(record([lab.vm('vm1'), lab.vm('vm2')]).plan().vms, ['vm1', 'vm2']);
  assert.equal(record('web-*').plan().vms, 'web-*');
});
