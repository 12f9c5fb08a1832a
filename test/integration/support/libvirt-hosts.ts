/**
 * Two hosts with libvirt on one machine: each a network namespace with a libvirtd of its own, that is reached by TCP, by ssh, and from here. A guest's
 * network, `guests`, is one bridge on both: it keeps its address when it moves.
 */
import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm, rmdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { Scope } from '../../../lib/core/scope.ts';
import { missingLibvirtd, script, startLibvirtd, type TestLibvirtd } from './libvirtd.ts';
import { type Keys, makeKeys, startSshd } from './sshd.ts';

export interface LibvirtHost {
  readonly libvirtd: TestLibvirtd;
  readonly address: string;
  /** By which it is reached: as root, with keys and known hosts of the test. */
  readonly uri: { readonly tcp: string; readonly ssh: string };
}

export interface LibvirtHosts extends AsyncDisposable {
  readonly a: LibvirtHost;
  readonly b: LibvirtHost;
  /** Files of the test. */
  readonly directory: string;
  /** The bridge on each host, and the guest's address on it, which is reached from here. */
  readonly bridge: string;
  readonly guest: string;
  /** By which the hosts reach this machine. */
  readonly gateway: string;
}

const NETWORK = '10.213.78';
const BRIDGE = 'guests';

/** Why there can be none here; false where there can. */
export async function whyNoLibvirtHosts(): Promise<string | false> {
  const missing = missingLibvirtd();
  if (missing) return missing;
  const { failed } = await execa('which', ['sshd', 'ssh', 'ssh-keygen', 'nsenter', 'virt-ssh-helper'], {
    reject: false,
  });
  return failed && 'not here: sshd, ssh, nsenter or virt-ssh-helper (see test/provision.sh)';
}

/** @example await using hosts = await libvirtHosts(); */
export async function libvirtHosts(): Promise<LibvirtHosts> {
  const scope = new Scope();
  const end = () => scope[Symbol.asyncDispose]();
  try {
    const directory = await mkdtemp(join(tmpdir(), 'vmlab-hosts-'));
    scope.defer(() => rm(directory, { recursive: true, force: true }));
    const mark = `vlh${process.pid.toString(36)}`;
    await makeBridge(mark, scope);
    const keys = await makeKeys(directory);
    const [a, b] = [await startHost({ mark, keys }, 'a', scope), await startHost({ mark, keys }, 'b', scope)];
    return {
      a,
      b,
      directory,
      bridge: BRIDGE,
      guest: `${NETWORK}.9`,
      gateway: `${NETWORK}.1`,
      [Symbol.asyncDispose]: end,
    };
  } catch (error) {
    await end();
    throw error;
  }
}

/** What joins the hosts, and this machine. */
async function makeBridge(name: string, scope: Scope): Promise<void> {
  await ip('link', 'add', name, 'type', 'bridge');
  scope.defer(() => ip('link', 'del', name));
  await ip('addr', 'add', `${NETWORK}.1/24`, 'dev', name);
  await ip('link', 'set', name, 'up');
}

interface Lab {
  readonly mark: string;
  readonly keys: Keys;
}

async function startHost({ mark, keys }: Lab, which: 'a' | 'b', scope: Scope): Promise<LibvirtHost> {
  const address = `${NETWORK}.${which === 'a' ? 2 : 3}`;
  const name = `${mark}${which}`;
  await makeNamespace({ name, mark, address }, scope);
  const libvirtd = scope.use(await startLibvirtd((directory) => launch(directory, name, address)));
  await startSshd({ keys, address, beside: libvirtd.pid }, scope);
  const ssh = `qemu+ssh://root@${address}/system?command=${keys.client}`;
  return { libvirtd, address, uri: { tcp: `qemu+tcp://${address}/system`, ssh } };
}

async function makeNamespace(host: { name: string; mark: string; address: string }, scope: Scope): Promise<void> {
  const { name, mark, address } = host;
  scope.defer(() => removeGroups(name));
  await ip('netns', 'add', name);
  scope.defer(() => ip('netns', 'del', name));
  await ip('link', 'add', name, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', name);
  await ip('link', 'set', name, 'master', mark, 'up');
  await ip('-n', name, 'link', 'add', BRIDGE, 'type', 'bridge');
  await ip('-n', name, 'addr', 'add', `${address}/24`, 'dev', BRIDGE);
  await ip('-n', name, 'link', 'set', 'eth0', 'master', BRIDGE, 'up');
  for (const link of [BRIDGE, 'lo']) await ip('-n', name, 'link', 'set', link, 'up');
}

/** Those that libvirt-host.sh has made, and libvirtd in them. */
async function removeGroups(name: string): Promise<void> {
  const root = '/sys/fs/cgroup';
  const hierarchies = [root, ...(await readdir(root)).map((each) => join(root, each))];
  for (const group of hierarchies.map((each) => join(each, name)))
    for (const path of [join(group, 'machine'), group]) await rmdir(path).catch(() => undefined);
}

/** Nobody but those hosts and this machine reaches its port. */
async function launch(directory: string, name: string, address: string): Promise<readonly [string, ...string[]]> {
  const uuid = randomUUID();
  const listening = `listen_tls = 0\nlisten_tcp = 1\nlisten_addr = "${address}"\nauth_tcp = "none"`;
  await writeFile(join(directory, 'libvirtd.conf'), `host_uuid = "${uuid}"\n${listening}\n`);
  await writeFile(join(directory, 'qemu.conf'), `migration_address = "${address}"\nmigration_host = "${address}"\n`);
  const own = ['unshare', '--mount', '--uts', '--propagation', 'private', 'bash', script('libvirt-host.sh')];
  return ['nsenter', `--net=/run/netns/${name}`, ...own, directory, name];
}

const ip = (...words: string[]) => execa('ip', words);
