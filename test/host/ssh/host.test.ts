/** A host by ssh, where `ssh` is a program of the test's own: it hands the command to a shell, as sshd does. */
import assert from 'node:assert/strict';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { HostError } from '../../../lib/core/errors.ts';
import { sharing } from '../../../lib/host/ssh/connection.ts';
import { sshHost } from '../../../lib/host/ssh/host.ts';
import { parseSshUri, sshUri } from '../../../lib/host/ssh/uri.ts';

/** The last word is the command; `-O exit` has none. One that is told to goes the way of ssh without a connection. */
const SSH = `#!/bin/sh
case "$*" in *'-O exit'*) exit 0 ;; *nowhere*) echo 'ssh: connect to host nowhere port 22: Connection refused' >&2; exit 255 ;; esac
for command; do :; done
exec sh -c "$command"
`;

let directory: string;
const path = process.env.PATH;
const host = sshHost({ destination: 'root@dom0' });

before(async () => {
  directory = await mkdtemp(join(tmpdir(), 'vmlab-ssh-test-'));
  await writeFile(join(directory, 'ssh'), SSH);
  await chmod(join(directory, 'ssh'), 0o755);
  process.env.PATH = `${directory}:${path}`;
});

after(async () => {
  process.env.PATH = path;
  await rm(directory, { recursive: true, force: true });
});

const failing = async (act: Promise<unknown>): Promise<HostError> => {
  const error = await act.catch((reason) => reason);
  assert.ok(error instanceof HostError, String(error));
  return error;
};

test('words arrive as they are, whatever is in them', async () => {
  const word = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !text.includes('\0'));
  const check = fc.asyncProperty(fc.array(word, { maxLength: 4 }), async (words) => {
    const { stdout } = await host.run(['printf', '%s\\n', ...words]);
    assert.equal(stdout, words.length === 0 ? '\n' : words.map((each) => `${each}\n`).join(''));
  });
  await fc.assert(check, { numRuns: 25 });
});

test('files are written, read, listed and removed', async () => {
  const file = join(directory, "it's one");
  await host.writeFile(file, 'a\nb');
  assert.equal(await host.readFile(file), 'a\nb');
  assert.ok((await host.list(directory)).includes("it's one"));
  assert.equal(await host.exists(file), true);
  await host.removeFile(file);
  assert.equal(await host.exists(file), false);
  await host.makeDirectory(file);
  await host.removeDirectory(file);
});

test('what fails there has the errno that it would have here', async () => {
  const missing = join(directory, 'missing');
  assert.equal((await failing(host.readFile(missing))).errno, 'ENOENT');
  assert.equal((await failing(host.makeDirectory(directory))).errno, 'EEXIST');
  assert.equal((await failing(host.removeDirectory(directory))).errno, 'ENOTEMPTY');
  assert.equal((await failing(host.signal(2 ** 22 + 1, 'SIGTERM'))).errno, 'ESRCH');
  assert.equal((await failing(host.run(['no-such-program']))).errno, 'ENOENT');
});

test("an exit code of 255 is the program's own; without a connection ssh's words are told", async () => {
  const { exitCode } = await host.run(['sh', '-c', 'exit 255'], { anyExitCode: true });
  assert.equal(exitCode, 255);
  const failed = await failing(sshHost({ destination: 'nowhere' }).run(['true'], { anyExitCode: true }));
  assert.match(failed.message, /on ssh:\/\/nowhere failed: ssh: connect to host nowhere port 22: Connection refused/);
});

test('a program that fails is told with its words', async () => {
  const failed = await failing(host.run(['sh', '-c', 'echo no >&2; exit 3']));
  assert.equal(failed.stderr, 'no');
  assert.equal((await failing(host.run(['false']))).stderr, 'it ended with exit code 1');
});

test("how the connection is shared is ours to say, all else the user's", () => {
  const { options = [] } = sharing({ destination: 'dom0', options: ['ControlMaster=no', 'ConnectTimeout=1'] }, '/t/%s');
  const first = (name: string) => options.find((option) => option.startsWith(`${name}=`));
  assert.equal(first('ControlMaster'), 'ControlMaster=auto');
  assert.equal(first('ControlPath'), 'ControlPath=/t/%%s');
  assert.equal(first('ConnectTimeout'), 'ConnectTimeout=1');
});

test('a URI names user, host, port, and files of keys', () => {
  const address = parseSshUri('xen+ssh://root@[::1]:2222/?keyfile=/a%20b&known_hosts=/h');
  assert.deepEqual(address, {
    ...{ destination: 'root@::1', port: 2222 },
    options: ['IdentitiesOnly=yes', 'IdentityFile="/a b"', 'UserKnownHostsFile="/h"'],
  });
  assert.equal(sshUri({ destination: 'root@dom0', port: 2222 }), 'ssh://root@dom0:2222');
  for (const text of ['ssh:///x', 'dom0', 'ssh://root:secret@dom0/'])
    assert.throws(() => parseSshUri(text), /a URI with a host/);
});
