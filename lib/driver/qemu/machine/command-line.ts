/**
 * A machine as QEMU's command line. Source: qemu-system-x86_64(1).
 */
import type { Accelerator } from './options.ts';
import type { DiskSpec, MachineSpec } from './spec.ts';

/** Where QEMU puts what it is reached by. */
export interface MachineFiles {
  readonly monitor: string;
  readonly agent: string;
  readonly console: string;
}

export interface Machine {
  readonly spec: MachineSpec;
  readonly accelerator: Accelerator;
  readonly files: MachineFiles;
}

/** Of the balloon, in QEMU's object tree. */
export const BALLOON = '/machine/peripheral/balloon';

/** @returns the program and its arguments */
export const commandLine = ({ spec, accelerator, files }: Machine): string[] => [
  spec.program,
  ...['-name', escaped(spec.name), '-no-user-config', '-nodefaults', '-no-reboot', '-display', 'none'],
  ...['-machine', spec.machine, '-accel', accelerator, '-cpu', spec.cpu],
  ...['-smp', String(spec.vcpus), '-m', `size=${spec.memory}B`],
  ...[
    '-chardev',
    `socket,id=monitor,path=${escaped(files.monitor)},server=on,wait=off`,
    '-mon',
    'monitor,mode=control',
  ],
  ...['-chardev', `file,id=console,path=${escaped(files.console)}`, '-serial', 'chardev:console'],
  ...option('-kernel', spec.kernel),
  ...option('-initrd', spec.initrd),
  ...option('-append', spec.append),
  ...spec.disks.flatMap(disk),
  ...network(spec),
  ...(spec.balloon ? ['-device', `virtio-balloon-pci,id=${nameOf(BALLOON)}`] : []),
  ...(spec.guestAgent ? agent(files.agent) : []),
  ...(spec.incoming ? ['-incoming', 'defer'] : []),
  ...(spec.paused ? ['-S'] : []),
];

function disk(spec: DiskSpec, index: number): string[] {
  const drive = 'file' in spec ? image(spec) : `driver=null-co,read-zeroes=on,size=${spec.empty}`;
  return ['-drive', `id=disk${index},if=none,${drive}`, '-device', `virtio-blk-pci,drive=disk${index}`];
}

const image = ({ file, format, readonly }: Extract<DiskSpec, { file: string }>): string =>
  `file=${escaped(file)},format=${format}${readonly ? ',readonly=on' : ''}`;

function network({ network }: MachineSpec): string[] {
  if (!network) return [];
  const backend = network.tap === undefined ? 'user' : `tap,ifname=${network.tap},script=no,downscript=no`;
  return ['-netdev', `${backend},id=network0`, '-device', `virtio-net-pci,netdev=network0,mac=${network.mac},romfile=`];
}

/** Where the agent looks for it in the guest: /dev/virtio-ports/org.qemu.guest_agent.0 */
const agent = (path: string): string[] => [
  ...['-chardev', `socket,id=agent,path=${escaped(path)},server=on,wait=off`, '-device', 'virtio-serial-pci'],
  ...['-device', 'virtserialport,chardev=agent,name=org.qemu.guest_agent.0'],
];

const option = (name: string, value: string | undefined): string[] => (value === undefined ? [] : [name, value]);

/** In QEMU's lists of properties a comma ends a value unless it is doubled. */
const escaped = (value: string): string => value.replaceAll(',', ',,');

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
