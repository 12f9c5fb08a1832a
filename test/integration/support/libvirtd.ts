/** A libvirt daemon of the test's own, with domains that need no operating system. */
import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, rm, rmdir, writeFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';

export interface TestLibvirtd extends AsyncDisposable {
  readonly uri: string;
  readonly directory: string;
  /** @returns what it prints. */
  virsh(...words: readonly string[]): Promise<string>;
  /** Starts one that is gone when it ends; `define` keeps it. @returns its UUID */
  create(xml: string, how?: 'paused' | 'running'): Promise<string>;
  define(xml: string): Promise<void>;
  /** Its domains run on meanwhile. */
  restart(): Promise<void>;
  /** At once, as a crash does. `restart` brings it back. */
  kill(): Promise<void>;
  readonly pid: number;
}

const NEEDED = ['libvirtd', 'virsh', 'qemu-system-x86_64', 'unshare'];

/** Why there can be none here; false where there can. */
export function missingLibvirtd(): string | false {
  if (process.getuid?.() !== 0) return 'libvirtd is started as root only';
  const missing = NEEDED.filter((program) => !isThere(program));
  return missing.length > 0 && `not here: ${missing.join(', ')} (see test/provision.sh)`;
}

function isThere(program: string): boolean {
  try {
    execFileSync('which', [program], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** The program with its words that starts libvirtd with its files in a directory: libvirtd itself in the end, of the same pid. */
type Launch = (directory: string) => Promise<readonly [string, ...string[]]>;

const here: Launch = async (directory) => ['bash', script('libvirtd.sh'), directory];

export const script = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** @example await using libvirtd = await startLibvirtd(); */
export async function startLibvirtd(launch: Launch = here): Promise<TestLibvirtd> {
  const directory = await mkdtemp('/tmp/vmlab-libvirtd-');
  const [program, ...words] = await launch(directory);
  const start = () => execa(program, words, { reject: false, all: true, stdin: 'ignore' });
  let daemon = start();
  const uri = `qemu:///system?socket=${directory}/run/libvirt-sock`;
  const virsh = async (...words: readonly string[]) => (await execa('virsh', ['-q', '-c', uri, ...words])).stdout;
  const file = async (xml: string) => {
    await writeFile(`${directory}/domain.xml`, xml);
    return `${directory}/domain.xml`;
  };
  const restart = async () => {
    daemon.kill();
    await daemon;
    daemon = start();
    await answers(() => virsh('uri'));
  };
  await answers(() => virsh('uri')).catch(async (cause) => {
    daemon.kill();
    throw new Error(`libvirtd did not come up: ${(await daemon).all}`, { cause });
  });
  return {
    uri,
    directory,
    virsh,
    create: async (xml, how = 'running') => {
      await virsh('create', ...(how === 'paused' ? ['--paused'] : []), await file(xml));
      return virsh('domuuid', /<name>(.*?)<\/name>/.exec(xml)?.[1] as string);
    },
    define: async (xml) => void (await virsh('define', await file(xml))),
    restart,
    kill: async () => {
      daemon.kill('SIGKILL');
      await daemon;
    },
    get pid() {
      return daemon.pid as number;
    },
    [Symbol.asyncDispose]: async () => {
      if (daemon.exitCode !== null || daemon.signalCode !== null) await restart();
      for (const name of (await virsh('list', '--name')).split('\n').filter(Boolean))
        await virsh('destroy', name).catch(() => undefined);
      daemon.kill();
      await daemon;
      await leaveNothing(directory);
    },
  };
}

async function answers(ask: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return void (await ask());
    } catch (error) {
      if (attempt === 50) throw error;
      await wait(100);
    }
  }
}

/**
 * libvirtd makes `machine` in every hierarchy, and leaves it. The places that it wants stay, empty: to remove one that another libvirtd has
 * something mounted on would take that away from it.
 */
async function leaveNothing(directory: string): Promise<void> {
  const hierarchies = await readdir('/sys/fs/cgroup');
  const groups = ['machine', ...hierarchies.map((name) => `${name}/machine`)].map((name) => `/sys/fs/cgroup/${name}`);
  for (const path of groups) await rmdir(path).catch(() => undefined);
  await rm(directory, { recursive: true, force: true });
}

/**
 * Does something while domains go before all else on this machine: how much they get without a limit is not what is tested. For as long as
 * it takes: what they leave to others then, their own daemon too, is little.
 */
export async function domainsFirst<Value>(act: () => Promise<Value>): Promise<Value> {
  await weigh(2000);
  try {
    return await act();
  } finally {
    await weigh(100);
  }
}

async function weigh(weight: number): Promise<void> {
  await writeFile('/sys/fs/cgroup/cpu/machine/cpu.shares', String(weight * 10.24)).catch(() => undefined);
  await writeFile('/sys/fs/cgroup/machine/cpu.weight', String(weight)).catch(() => undefined);
}

/** What is different from one test domain to another. */
export interface TestDomain {
  readonly name: string;
  readonly vcpus?: number;
  /** Files of its disks, vda and so on; it boots from the first. */
  readonly disks?: readonly string[];
  readonly tap?: string;
  /** One that the tap is to be made on. */
  readonly bridge?: string;
  readonly emulator?: string;
  /** Booted instead of a disk. */
  readonly linux?: { readonly kernel: string; readonly initrd: string; readonly append: string };
}

export const domainXml = ({
  name,
  vcpus = 1,
  disks = [],
  tap,
  bridge,
  emulator,
  linux,
}: TestDomain): string => `<domain type='qemu'>
  <name>${name}</name><memory unit='MiB'>${linux ? 160 : 64}</memory><vcpu>${vcpus}</vcpu>
  <os><type arch='x86_64'>hvm</type>${linux ? linuxXml(linux) : "<boot dev='hd'/>"}</os><features><acpi/></features>
  <on_poweroff>destroy</on_poweroff><on_reboot>destroy</on_reboot><on_crash>destroy</on_crash>
  <devices>${emulator === undefined ? '' : `<emulator>${emulator}</emulator>`}
    ${disks.map((file, index) => diskXml(file, `vd${'abc'[index]}`)).join('')}
    <controller type='usb' model='none'/>
    ${tap === undefined ? '' : `<interface type='ethernet'><target dev='${tap}'/><model type='virtio'/></interface>`}
    ${bridge === undefined ? '' : `<interface type='bridge'><source bridge='${bridge}'/><model type='virtio'/></interface>`}
    <channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel>
    <memballoon model='virtio'/>
  </devices></domain>`;

const linuxXml = ({ kernel, initrd, append }: NonNullable<TestDomain['linux']>): string =>
  `<kernel>${kernel}</kernel><initrd>${initrd}</initrd><cmdline>${append}</cmdline>`;

const diskXml = (file: string, target: string): string =>
  `<disk type='file' device='disk'><driver name='qemu' type='raw' cache='none'/><source file='${file}'/>
   <target dev='${target}' bus='virtio'/></disk>`;

/** A disk whose boot sector does but one thing: to spin, or to read its own beginning again and again. @returns its file */
export async function bootDisk(directory: string, what: 'spin' | 'read'): Promise<string> {
  const file = `${directory}/boot-${what}.raw`;
  const sector = Buffer.alloc(512 * 2048);
  Buffer.from(PROGRAMS[what], 'hex').copy(sector);
  sector.writeUInt16LE(0xaa55, 510);
  await writeFile(file, sector);
  return file;
}

/** For a CPU in real mode, at address 7c00. */
const PROGRAMS = {
  // here: jmp here
  spin: 'ebfe',
  // xor ax,ax; mov ds,ax; again: mov dl,80; mov si,7c10; mov ah,42; int 13; jmp again; at 7c10: the first 64 sectors of the first disk, to 0:8000
  read: '31c08ed8b280be107cb442cd13ebf50010004000008000000000000000000000',
} as const;
