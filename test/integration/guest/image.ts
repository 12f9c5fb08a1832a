/** The guest's file system, all of it in memory: busybox, a few of this machine's programs, this Node, and vmlab with its tests. */
import { cp } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.ts';
import { addModules, pack, place, VIRTIO } from './initramfs.ts';
import { librariesOf, pathOf } from './libraries.ts';

const HERE = dirname(fileURLToPath(import.meta.url));
const CHECKOUT = join(HERE, '..', '..', '..');

/** In the order in which they can be loaded. */
const MODULES = [...VIRTIO, 'drivers/block/virtio_blk', 'drivers/net/veth'];

/** Where busybox's own version does less. */
const PROGRAMS = ['stat', 'dd', 'ip', 'tc', 'unshare', 'lsblk', 'wipefs'];
const SCRIPTS = ['reporter.ts', 'inside/main.ts', 'inside/left-alone.ts', 'inside/in-container.ts'].map((file) =>
  join(HERE, file),
);
/** The native parts of this checkout: they have to be built. */
export const NATIVE = ['vmlab-agent', 'vmlab.node'].map((file) => join(CHECKOUT, 'native', 'build', 'Release', file));

/** @param modules the kernel's. @returns the path of the image, an initramfs, in `directory`. */
export async function buildImage(directory: string, modules: string): Promise<string> {
  const root = join(directory, 'root');
  await place(join(HERE, 'init'), join(root, 'init'));
  await addModules(root, modules, MODULES);
  await addPrograms(root);
  await addVmlab(root);
  return pack(root, join(directory, 'image.cpio'));
}

/** busybox is in /bin, where `init` looks for it, and its own commands come after the others. */
async function addPrograms(root: string): Promise<void> {
  const busybox = await pathOf('busybox');
  const others = [...(await Promise.all(PROGRAMS.map(pathOf))), process.execPath];
  await place(busybox, join(root, 'bin', 'busybox'));
  for (const program of others) await place(program, join(root, 'usr', 'bin', basename(program)));
  for (const library of await librariesOf([busybox, ...others, ...NATIVE])) await place(library, join(root, library));
}

/** At the root, since a bundle looks for `../native` and `../../../package.json`. */
async function addVmlab(root: string): Promise<void> {
  await bundle(SCRIPTS, join(root, 'dist'));
  for (const file of [join(CHECKOUT, 'package.json'), ...NATIVE])
    await place(file, join(root, relative(CHECKOUT, file)));
  const loader = join('node_modules', 'node-gyp-build');
  await cp(join(CHECKOUT, loader), join(root, loader), { recursive: true });
}
