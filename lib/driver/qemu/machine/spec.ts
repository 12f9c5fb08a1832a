/**
 * A machine for QEMU, checked, with everything told.
 */
import { createHash } from 'node:crypto';
import { InputError } from '../../../core/errors.ts';
import { parseSize } from '../../../core/units.ts';
import { checkVmName } from '../../local/vm-name.ts';
import type { Accelerator, DiskFormat, DiskOptions, MachineOptions, NetworkOptions } from './options.ts';

export interface MachineSpec {
  readonly name: string;
  /** bytes */
  readonly memory: number;
  readonly vcpus: number;
  readonly kernel?: string;
  readonly initrd?: string;
  readonly append?: string;
  readonly disks: readonly DiskSpec[];
  readonly network?: NetworkSpec;
  readonly balloon: boolean;
  readonly guestAgent: boolean;
  readonly accelerator: Accelerator | 'auto';
  readonly cpu: string;
  readonly machine: string;
  readonly incoming: boolean;
  readonly paused: boolean;
  readonly program: string;
}

export type DiskSpec =
  | { readonly file: string; readonly format: DiskFormat; readonly readonly: boolean }
  | { readonly empty: number };

/** Without a tap it is QEMU's own NAT. */
export interface NetworkSpec {
  readonly tap?: string;
  readonly mac: string;
}

const DEFAULTS = {
  vcpus: 1,
  balloon: true,
  guestAgent: true,
  accelerator: 'auto',
  cpu: 'max',
  machine: 'pc',
  incoming: false,
  paused: false,
  program: 'qemu-system-x86_64',
} as const;

const LEAST_MEMORY = 2 ** 20;
const MOST_VCPUS = 1024;

/**
 * @throws InputError for what cannot be right
 * @example machineSpec({ name: 'vm1', memory: '256M', kernel: '/boot/vmlinuz' })
 */
export function machineSpec(options: MachineOptions): MachineSpec {
  const { disks = [], network = 'none', ...others } = options;
  const spec = {
    ...DEFAULTS,
    ...others,
    name: checkVmName(options.name),
    memory: parseSize(options.memory, 'how much memory'),
    disks: disks.map(diskSpec),
    network: networkSpec(options.name, network),
  };
  check(spec);
  return Object.freeze(spec);
}

function check({ memory, vcpus, accelerator, cpu, machine, kernel, initrd, append }: MachineSpec): void {
  expect(memory >= LEAST_MEMORY, '1 MiB of memory or more', memory);
  expect(Number.isInteger(vcpus) && vcpus > 0 && vcpus <= MOST_VCPUS, `1 to ${MOST_VCPUS} vCPUs`, vcpus);
  expect(['kvm', 'tcg', 'auto'].includes(accelerator), "the accelerator 'kvm', 'tcg' or 'auto'", accelerator);
  for (const words of [cpu, machine])
    expect(/^[A-Za-z0-9][\w.,=+-]*$/.test(words), 'a model and its properties', words);
  expect(kernel !== undefined || (initrd ?? append) === undefined, 'a kernel with its initrd and append', kernel);
}

function diskSpec(disk: DiskOptions): DiskSpec {
  if ('empty' in disk) return { empty: parseSize(disk.empty, "a disk's size") };
  const { file, format = 'raw', readonly = false } = disk;
  expect(file !== '', "an image's path", file);
  expect(['raw', 'qcow2'].includes(format), "the format 'raw' or 'qcow2'", format);
  return { file, format, readonly };
}

function networkSpec(name: string, network: NetworkOptions): NetworkSpec | undefined {
  if (network === 'none') return undefined;
  if (network === 'user') return { mac: macOf(name) };
  const { tap, mac = macOf(name) } = network;
  expect(/^[\w.-]{1,15}$/.test(tap), "a tap's name of up to 15 letters, digits, '-', '_' and '.'", tap);
  expect(/^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/i.test(mac), "an address such as '52:54:00:12:34:56'", mac);
  return { tap, mac };
}

/** The same on both sides of a migration; 52:54:00 is what QEMU's own begin with. */
function macOf(name: string): string {
  const hash = createHash('sha256').update(name).digest();
  return ['52:54:00', ...[0, 1, 2].map((index) => (hash[index] as number).toString(16).padStart(2, '0'))].join(':');
}

function expect(holds: boolean, expected: string, received: unknown): void {
  if (!holds) throw new InputError({ expected, received });
}
