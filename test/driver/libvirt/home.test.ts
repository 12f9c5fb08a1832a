import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Connection } from '../../../lib/driver/libvirt/connection/connection.ts';
import { wanderingGuest } from '../../../lib/driver/libvirt/home.ts';
import { parseLibvirtUri } from '../../../lib/driver/libvirt/uri.ts';

/** A host whose guest has ended each program with this exit code. */
function hostWith(uri: string, exitcode: number) {
  const act = async () => JSON.stringify({ return: { pid: 1, exited: true, exitcode } });
  const connection: Connection = { uri, ask: act, act, [Symbol.asyncDispose]: async () => undefined };
  return { uri: parseLibvirtUri(uri), connection, uuid: 'a-uuid', name: 'vm1' };
}

test('a guest is asked where it is: after it has moved, at its new host', async () => {
  const [here, there] = [hostWith('qemu+ssh://here/system', 1), hostWith('qemu+ssh://there/system', 2)];
  const home = { now: here };
  const guest = wanderingGuest(home);
  assert.equal((await guest.exec(['true'])).exitCode, 1);
  home.now = there;
  assert.equal((await guest.exec(['true'])).exitCode, 2);
  assert.deepEqual(guest.reach, { reach: 'libvirt', uri: there.uri.text, uuid: 'a-uuid' });
});
