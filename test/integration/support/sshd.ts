/** OpenSSH's daemon with keys of the test's own. */
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { execa } from 'execa';
import type { Scope } from '../../../lib/core/scope.ts';

export interface Keys {
  readonly directory: string;
  /** A program that is ssh with these keys, and no others, and with what the test knows of hosts. */
  readonly client: string;
}

/** @param directory which they go with */
export async function makeKeys(directory: string): Promise<Keys> {
  for (const name of ['user', 'host'])
    await execa('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(directory, name)]);
  const key = (await readFile(join(directory, 'host.pub'), 'utf8')).split(' ').slice(0, 2).join(' ');
  await writeFile(join(directory, 'known-hosts'), `* ${key}\n`);
  const config = [
    `IdentityFile ${join(directory, 'user')}`,
    'IdentitiesOnly yes',
    `UserKnownHostsFile ${join(directory, 'known-hosts')}`,
    'StrictHostKeyChecking yes',
    'BatchMode yes',
  ];
  await writeFile(join(directory, 'ssh-config'), `${config.join('\n')}\n`);
  const client = join(directory, 'ssh');
  await writeFile(client, `#!/bin/sh\nexec ssh -F ${join(directory, 'ssh-config')} "$@"\n`);
  await chmod(client, 0o755);
  return { directory, client };
}

export interface SshdOptions {
  readonly keys: Keys;
  readonly address: string;
  /** A process whose namespaces of mounts, network and host name it lives in. */
  readonly beside: number;
}

export async function startSshd({ keys: { directory }, address, beside }: SshdOptions, scope: Scope): Promise<void> {
  // It wants this to be there, empty.
  await mkdir('/run/sshd', { recursive: true });
  const options = {
    ListenAddress: address,
    HostKey: join(directory, 'host'),
    AuthorizedKeysFile: join(directory, 'user.pub'),
    PermitRootLogin: 'prohibit-password',
    PidFile: 'none',
    UsePAM: 'no',
    StrictModes: 'no',
  };
  const words = Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
  const inside = [
    '-t',
    String(beside),
    '--net',
    '--mount',
    '--uts',
    '/usr/sbin/sshd',
    '-D',
    '-f',
    '/dev/null',
    ...words,
  ];
  const daemon = execa('nsenter', inside, { reject: false, stdin: 'ignore' });
  scope.defer(() => {
    daemon.kill();
    return daemon;
  });
  await wait(100);
}
