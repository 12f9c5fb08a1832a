import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HostError } from '../../../lib/core/errors.ts';
import type { Connection } from '../../../lib/driver/libvirt/connection/connection.ts';
import { errorWords } from '../../../lib/driver/libvirt/connection/words.ts';
import { guestAgent } from '../../../lib/driver/libvirt/guest-agent.ts';
import { naming } from '../../../lib/driver/libvirt/naming.ts';

const [uri, uuid] = ['qemu:///system', 'ba3d418d-d6fc-428c-a5b2-eb4304938fe6'];

/** One over which every command fails. */
function failing(said: string): Connection {
  const fail = async (command: readonly string[]): Promise<string> => {
    throw new HostError({
      host: uri,
      operation: 'run',
      target: `virsh ${command.join(' ')}`,
      stderr: errorWords(said),
    });
  };
  return { uri, ask: fail, act: fail, [Symbol.asyncDispose]: async () => undefined };
}

test('what a domain refuses is said in one line, of the domain by its name', async () => {
  const said = `error: Failed to suspend domain '${uuid}'\nerror: Requested operation is not valid: domain is not running\n`;
  await assert.rejects(naming(failing(said), { uuid, name: 'vm1' }).act(['suspend', uuid]), {
    name: 'HostError',
    message:
      "run virsh suspend vm1 on qemu:///system failed: Failed to suspend domain 'vm1': Requested operation is not valid: domain is not running",
  });
});

test("what a guest's agent refuses is said in its words, without what it was sent", async () => {
  const connection = failing(
    "error: internal error: unable to execute QEMU agent command 'guest-exec': Guest agent command failed, error was 'Failed to execute child process “no” (No such file or directory)'",
  );
  await assert.rejects(guestAgent({ connection, uuid, name: 'vm1' }).execute('guest-exec', { path: 'no' }), {
    name: 'HostError',
    message:
      'run guest-exec in vm1 on qemu:///system failed: Failed to execute child process “no” (No such file or directory)',
  });
});
