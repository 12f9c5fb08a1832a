/** This machine as one that is reached by ssh: an sshd on loopback, at a port of its own, with keys that only the test knows. */
import { access, mkdir, rm } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { execa } from 'execa';
import { freePort } from '../../../lib/host/local/free-port.ts';
import { localHost } from '../../../lib/host/local/host.ts';
import { type SshAddress, sshArguments } from '../../../lib/host/ssh/address.ts';
import { temporaryDirectory } from '../../support/scripts.ts';
import { makeKeys } from './sshd.ts';

export interface LoopbackSshd extends AsyncDisposable {
  readonly address: SshAddress & { readonly port: number; readonly options: readonly string[] };
  readonly directory: string;
}

const SSHD = '/usr/sbin/sshd';
/** Where sshd goes before it knows who is there; Debian makes it at boot. */
const EMPTY = '/run/sshd';

/** @returns a reason to skip, or false */
export async function whyNoSshd(): Promise<string | false> {
  if (userInfo().uid !== 0) return 'not root: sshd would not let others in';
  const found = await Promise.allSettled([access(SSHD), execa('which', ['ssh', 'ssh-keygen'])]);
  return found.some(({ status }) => status === 'rejected') && 'not here: sshd, ssh (test/provision.sh brings them)';
}

export async function loopbackSshd(): Promise<LoopbackSshd> {
  const directory = await temporaryDirectory();
  const made = await mkdir(EMPTY, { recursive: true });
  await makeKeys(directory.path);
  const port = await freePort();
  const daemon = execa(SSHD, ['-D', '-f', '/dev/null', ...settings(directory.path, port)], {
    reject: false,
    stdin: 'ignore',
  });
  const end = async () => {
    daemon.kill();
    await daemon;
    if (made !== undefined) await rm(EMPTY, { recursive: true, force: true });
    await directory[Symbol.asyncDispose]();
  };
  const files = { UserKnownHostsFile: 'known-hosts', IdentityFile: 'user' };
  const options = Object.entries(files).map(([name, file]) => `${name}=${join(directory.path, file)}`);
  const address = {
    destination: `${userInfo().username}@127.0.0.1`,
    port,
    options: [...options, 'IdentitiesOnly=yes'],
  };
  await answers(address).catch((error) => end().then(() => Promise.reject(error)));
  return { address, directory: directory.path, [Symbol.asyncDispose]: end };
}

const settings = (directory: string, port: number): string[] =>
  [
    `Port=${port}`,
    'ListenAddress=127.0.0.1',
    `HostKey=${join(directory, 'host')}`,
    `AuthorizedKeysFile=${join(directory, 'user.pub')}`,
    'PermitRootLogin=prohibit-password',
    'PidFile=none',
    'UsePAM=no',
    'StrictModes=no',
  ].flatMap((setting) => ['-o', setting]);

async function answers(address: SshAddress): Promise<void> {
  const host = localHost();
  for (let looks = 0; looks < 100; looks++) {
    const { exitCode } = await host.run(sshArguments(address, 'true'), { anyExitCode: true });
    if (exitCode === 0) return;
    await wait(50);
  }
  throw new Error('sshd does not answer');
}
