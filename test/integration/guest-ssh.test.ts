/** A guest by OpenSSH: here this machine itself, through an sshd of the test's own. */
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { HostError } from '../../lib/core/errors.ts';
import { guestBySsh } from '../../lib/driver/guest/by-ssh.ts';
import type { Guest } from '../../lib/driver/guest/guest.ts';
import { guestUndo } from '../../lib/driver/guest/undo.ts';
import { localHost } from '../../lib/host/local/host.ts';
import { guestPlace } from '../../lib/load/place/guest/guest-place.ts';
import { SharedAgents } from '../../lib/load/place/guest/shared-agents.ts';
import { migmon } from '../../lib/migmon/migmon.ts';
import { memorySession } from '../support/memory-session.ts';
import { LIB, runScript } from '../support/scripts.ts';
import { type LoopbackSshd, loopbackSshd, whyNoSshd } from './support/loopback-sshd.ts';

describe('a guest by ssh', { skip: await whyNoSshd(), timeout: 90_000 }, () => {
  let sshd: LoopbackSshd;
  let guest: Guest;

  before(async () => {
    sshd = await loopbackSshd();
    guest = guestBySsh(sshd.address, localHost());
  });
  after(() => sshd?.[Symbol.asyncDispose]());

  test('runs programs with their arguments as they are, input, output and exit code', async () => {
    const words = ["it's", '$(touch /tmp/never) `x` "y" \\', '', 'a  b', '*', '-n', 'ü\nz;', '#'];
    const { stdout } = await guest.exec(['printf', '[%s]', ...words]);
    assert.equal(stdout, words.map((word) => `[${word}]`).join(''));
    const script = 'cat; printf no-newline >&2; exit 255';
    assert.deepEqual(await guest.exec(['sh', '-c', script], { input: 'in\n' }), {
      exitCode: 255,
      stdout: 'in\n',
      stderr: 'no-newline',
    });
    assert.equal((await guest.exec(['sh', '-c', 'kill -9 $$'])).exitCode, 137);
    await assert.rejects(guest.exec(['/bin/none']), /run \/bin\/none on \S+@127\.0\.0\.1 failed: no such file/);
  });

  test('takes a file of any bytes, and gives it from an offset on', async () => {
    const path = `${sshd.directory}/with 'quotes'`;
    const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7) & 0xff));
    await guest.writeFile(path, bytes);
    assert.ok((await readFile(path)).equals(bytes));
    assert.ok((await guest.readFile(path, 299_000)).equals(bytes.subarray(299_000)));
    assert.equal((await guest.readFile(path, 300_000)).length, 0);
    await assert.rejects(guest.readFile('/none'), (error) => error instanceof HostError && error.operation === 'read');
    await assert.rejects(guest.writeFile('/none/x', bytes), /write \/none\/x on .* failed: .*/);
  });

  test('that ssh cannot connect to is one error, in its words, and asks nobody', async () => {
    const { destination, port, options } = sshd.address;
    const stranger = guestBySsh(
      { destination, port, options: ['UserKnownHostsFile=/dev/null', ...options] },
      localHost(),
    );
    await assert.rejects(stranger.exec(['true']), /connect by ssh to .*: .*Host key verification failed/s);
    const nobody = guestBySsh({ destination, port: 1, options }, localHost());
    await assert.rejects(nobody.exec(['true']), /connect by ssh to .*: .*Connection refused/s);
    const noKey = guestBySsh({ destination, port, options: [...options, 'PubkeyAuthentication=no'] }, localHost());
    await assert.rejects(noKey.exec(['true']), /Permission denied/);
  });

  test('measures as any other, and nothing is left in it', async () => {
    const before = await copies();
    await using session = memorySession(guestUndo(localHost()));
    const place = guestPlace(new SharedAgents(session), { guest, name: 'vm1' });
    const vm = { name: 'vm1', taskPlace: async () => place };
    const { bytes } = await migmon.dirty({ size: '1M', rate: '1M' }).on(vm).run({ for: '1s' });
    assert.ok(bytes > 0);
    assert.equal((await copies()).length, before.length + 1);
    assert.deepEqual(
      (await place.leave()).map(({ left }) => left),
      [undefined],
    );
    assert.deepEqual(await copies(), before);
  });

  test('is cleaned up after a process that was killed, from its journal', async () => {
    const before = await copies();
    const script = await runScript(dirties(sshd), sshd.directory);
    await script.says('begun');
    script.child.kill('SIGKILL');
    await script.ended;
    const [copy] = (await copies()).filter((name) => !before.includes(name));
    assert.ok(copy, 'the copy outlived it');
    assert.equal((await runningFrom(copy)).length, 1, 'and so did what ran');
    const { code, stderr } = await (await runScript(CLEANS_UP, sshd.directory)).ended;
    assert.equal(code, 0, stderr);
    assert.deepEqual(await copies(), before);
    assert.deepEqual(await runningFrom(copy), []);
  });
});

const copies = async (): Promise<string[]> =>
  (await readdir('/tmp')).filter((name) => name.startsWith('vmlab-agent-')).sort();

async function runningFrom(copy: string): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
  return pids.filter((_, index) => lines[index]?.startsWith(`/tmp/${copy}/`));
}

const dirties = ({ address }: LoopbackSshd): string => `
  import { localParts } from '${LIB}lab/session.ts';
  import { guestBySsh } from '${LIB}driver/guest/by-ssh.ts';
  import { guestPlace } from '${LIB}load/place/guest/guest-place.ts';
  import { SharedAgents } from '${LIB}load/place/guest/shared-agents.ts';
  const { session, host } = localParts();
  const guest = guestBySsh(${JSON.stringify(address)}, host);
  const place = guestPlace(new SharedAgents(session), { guest, name: 'vm1' });
  const onRecord = ({ type }) => type === 'second' && console.log('begun');
  await place.run({ name: 'dirty', settings: { size: 2 ** 20, rate: 2 ** 20 } }, { signal: session.signal, onRecord });
`;

const CLEANS_UP = `
  import { cleanUp } from '${LIB}core/session.ts';
  import { localParts } from '${LIB}lab/session.ts';
  for (const { left } of await cleanUp(localParts())) if (left) throw new Error(left);
`;
