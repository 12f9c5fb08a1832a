/** Guests as xl reads them: a kernel, a little memory, and what they do all day. */

export interface GuestSpec {
  readonly name: string;
  /** 'disk', 'busy', 'idle' or 'crash': see image/guest-init. */
  readonly role: string;
  /** The last number of its address, on dom0's bridge. */
  readonly address?: number;
  readonly vcpus?: number;
  /** MiB, and what its balloon may grow to. */
  readonly memory?: number;
  readonly maximumMemory?: number;
  /** Files in dom0, 64 MiB each: xvda and so on. */
  readonly disks?: readonly string[];
  readonly interfaces?: number;
  readonly more?: readonly string[];
}

/** @example configurationOf({ name: 'web', role: 'busy' }) // the text of /etc/xen/web.cfg */
export const configurationOf = ({ name, role, address, vcpus = 1, memory = 96, ...spec }: GuestSpec): string =>
  [
    `name = "${name}"`,
    'kernel = "/boot/guest-kernel"',
    'ramdisk = "/boot/guest-initramfs"',
    `extra = "console=hvc0 quiet panic=${role === 'crash' ? 0 : 1} role=${role}${address ? ` address=10.0.0.${address}` : ''}"`,
    `memory = ${memory}`,
    `maxmem = ${spec.maximumMemory ?? memory}`,
    `vcpus = ${vcpus}`,
    `disk = [ ${(spec.disks ?? []).map(disk).join(', ')} ]`,
    `vif = [ ${Array.from({ length: spec.interfaces ?? 0 }, () => INTERFACE).join(', ')} ]`,
    ...(spec.more ?? []),
    '',
  ].join('\n');

/** `target` comes last: all that follows it is part of it. */
const disk = (file: string, index: number): string =>
  `'format=raw,vdev=xvd${'abc'[index]},access=w,script=/etc/xen/scripts/block-small,target=${file}'`;

const INTERFACE = "'bridge=xenbr0,script=/etc/xen/scripts/vif-small'";
