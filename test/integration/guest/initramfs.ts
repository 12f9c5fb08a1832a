/** A file system that is all in memory, from a directory. */
import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { execa } from 'execa';

/** What every guest here needs first. In the order in which they can be loaded, as every list of them. */
export const VIRTIO = ['virtio_ring', 'virtio', 'virtio_pci_modern_dev', 'virtio_pci_legacy_dev', 'virtio_pci'].map(
  (name) => `drivers/virtio/${name}`,
);

/** A file of this machine at a place of the guest's. */
export async function place(file: string, target: string): Promise<void> {
  await mkdir(dirname(target), { recursive: true });
  await copyFile(file, target);
}

/** Drivers of the kernel's, and the order in which `init` is to load them, which is that of `names`. */
export async function addModules(root: string, modules: string, names: readonly string[]): Promise<void> {
  for (const name of names) await place(join(modules, `${name}.ko`), join(root, 'modules', `${basename(name)}.ko`));
  await writeFile(join(root, 'modules', 'order'), `${names.join('\n')}\n`);
}

/** Not compressed: QEMU hands it over as it is, and unpacking costs an emulated processor more. @returns the image's path */
export async function pack(root: string, image: string): Promise<string> {
  const names = await readdir(root, { recursive: true });
  const input = ['.', ...names].join('\n');
  await execa('busybox', ['cpio', '-o', '-H', 'newc'], { cwd: root, input, stdout: { file: image }, buffer: false });
  return image;
}
