/** A machine with a real Xen, emulated: its dom0 is reached by ssh, from here only. */
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { execa } from 'execa';
import { freePort } from '../../lib/host/local/free-port.ts';
import type { SshAddress } from '../../lib/host/ssh/address.ts';

export interface XenMachine extends AsyncDisposable {
  /** For `connectXen`. */
  readonly uri: string;
  /** Of a guest by its address on dom0's bridge: through dom0. */
  guest(address: string): SshAddress;
}

const IMAGE = process.env.VMLAB_XEN_IMAGE ?? '/var/cache/vmlab-test/xen';
const image = (file: string): string => join(IMAGE, file);

/** @returns a reason to skip, or false */
export const whyNoXen = (): Promise<string | false> =>
  access(image('made-from')).then(
    () => false,
    () => `no image of a Xen in ${IMAGE} (test/xen/run.sh makes it, as root on Debian 12)`,
  );

/** In s. The machine ends by itself then, whatever became of the test. */
const LONGEST = 2400;
const BOOT = 240;

/** @example await using machine = await bootXen(); */
export async function bootXen(): Promise<XenMachine> {
  const directory = await mkdtemp(join(tmpdir(), 'vmlab-xen-'));
  const [console, knownHosts] = [join(directory, 'console.txt'), join(directory, 'known_hosts')];
  const port = await freePort();
  await writeFile(knownHosts, await hostKeys(port));
  const words = [String(LONGEST), 'qemu-system-x86_64', ...machineArguments(console, port)];
  const running = execa('timeout', words, { reject: false, stdin: 'ignore', all: true });
  const end = async () => {
    running.kill();
    await running;
    await rm(directory, { recursive: true, force: true });
  };
  try {
    await Promise.race([isUp(console), running.then(({ all }) => Promise.reject(new Error(`QEMU ended: ${all}`)))]);
  } catch (error) {
    await end();
    throw error;
  }
  return {
    uri: `xen+ssh://root@127.0.0.1:${port}/?keyfile=${image('key')}&known_hosts=${knownHosts}`,
    guest: (address) => ({ destination: `root@${address}`, options: guestOptions(knownHosts, port) }),
    [Symbol.asyncDispose]: end,
  };
}

/**
 * SMAP: dom0's kernel dies of it under TCG. XSAVE and AVX: programs in dom0 did. Interrupts of a card that Xen knows: e1000's.
 * Nothing is written to the image.
 */
const machineArguments = (console: string, port: number): string[] => [
  ...['-no-user-config', '-nodefaults', '-no-reboot', '-display', 'none', '-accel', 'tcg,thread=multi'],
  ...['-cpu', 'max,-smap,-xsave,-xsaveopt,-xsavec,-xgetbv1,-avx,-avx2,-f16c,-fma,-pku', '-smp', '2', '-m', '3G'],
  ...['-serial', `file:${console}`, '-kernel', image('xen')],
  ...['-append', 'com1=115200,8n1 console=com1 dom0_mem=1024M dom0_max_vcpus=2 spec-ctrl=no xpti=no'],
  ...['-initrd', `${image('vmlinuz')} console=hvc0 panic=1 net.ifnames=0 quiet mitigations=off,${image('initramfs')}`],
  ...['-device', 'ahci,id=ahci', '-device', 'ide-hd,bus=ahci.0,drive=root'],
  ...['-drive', `if=none,id=root,file=${image('dom0.img')},format=raw,cache=unsafe,snapshot=on`],
  ...['-nic', `user,model=e1000,restrict=on,hostfwd=tcp:127.0.0.1:${port}-:22`],
];

async function hostKeys(port: number): Promise<string> {
  const [dom0, guest] = await Promise.all(['host-key', 'guest-host-key'].map((file) => readFile(image(file), 'utf8')));
  return `[127.0.0.1]:${port} ${dom0}10.0.0.* ${guest}`;
}

async function isUp(console: string): Promise<void> {
  for (let waited = 0; waited < BOOT; waited += 0.5) {
    if (/^dom0 at .*: up/m.test(await readFile(console, 'utf8').catch(() => ''))) return;
    await wait(500);
  }
  throw new Error(`Xen did not boot: ${await readFile(console, 'utf8')}`);
}

const guestOptions = (knownHosts: string, port: number): string[] => {
  const own = ['IdentitiesOnly=yes', `IdentityFile=${image('key')}`, `UserKnownHostsFile=${knownHosts}`];
  const words = own.flatMap((option) => ['-o', option]).join(' ');
  return [...own, `ProxyCommand=ssh -o BatchMode=yes ${words} -p ${port} -W %h:%p root@127.0.0.1`, 'ConnectTimeout=60'];
};
