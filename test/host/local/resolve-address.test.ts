import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resolveAddress } from '../../../lib/host/local/resolve-address.ts';

test('an address is what it is', async () => {
  for (const address of ['127.0.0.1', '192.0.2.7', '::1', 'fd00::7'])
    assert.equal(await resolveAddress(address), address);
});

test("localhost is IPv4's, where a name has both", async () => {
  assert.equal(await resolveAddress('localhost'), '127.0.0.1');
});

test('a name that nothing has is an error that says so', async () => {
  const expected = { name: 'HostError', operation: 'resolve', target: 'no-such-host.invalid', errno: /^E/ };
  await assert.rejects(resolveAddress('no-such-host.invalid'), expected);
});
