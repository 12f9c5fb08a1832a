/** A guest that boots in seconds under emulation, with disk, network, balloon and agent: Debian's kernel, busybox, qemu-ga and vmlab-agent, all in memory. */
import { chmod, mkdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { addModules, pack, place, VIRTIO } from '../guest/initramfs.ts';
import { librariesOf, pathOf } from '../guest/libraries.ts';

const HERE = dirname(fileURLToPath(import.meta.url));

/** In the order in which they can be loaded. */
const MODULES = [
  ...VIRTIO,
  'drivers/virtio/virtio_balloon',
  'drivers/block/virtio_blk',
  'net/core/failover',
  'drivers/net/net_failover',
  'drivers/net/virtio_net',
  'drivers/char/virtio_console',
];

export interface SmallGuest {
  readonly directory: string;
  /** The kernel's modules. */
  readonly modules: string;
  /** vmlab-agent, which is in its /usr/bin then. */
  readonly agent: string;
}

/** @returns the path of the image, an initramfs, in `directory` */
export async function buildSmallGuest({ directory, modules, agent }: SmallGuest): Promise<string> {
  const root = join(directory, 'root');
  await mkdir(root);
  await place(join(HERE, 'init'), join(root, 'init'));
  await chmod(join(root, 'init'), 0o755);
  await addModules(root, modules, MODULES);
  const busybox = await pathOf('busybox');
  const others = [await pathOf('qemu-ga'), agent];
  await place(busybox, join(root, 'bin', 'busybox'));
  for (const program of others) await place(program, join(root, 'usr', 'bin', basename(program)));
  for (const library of await librariesOf([busybox, ...others])) await place(library, join(root, library));
  return pack(root, join(directory, 'image.cpio'));
}
