/** What of the small guest is on this machine, and what is not. */
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { NATIVE } from '../guest/image.ts';

const CACHE = '/var/cache/vmlab-test';

export const KERNEL = join(CACHE, 'guest-kernel', 'vmlinuz');
export const MODULES = join(CACHE, 'guest-kernel', 'modules');
/** Another build of it may be named, one with sanitizers, say. */
export const AGENT = process.env.VMLAB_AGENT ?? (NATIVE[0] as string);
/** Of 9.0 or later: those before lose pages when a guest moves. VMLAB_QEMU names another one. */
export const QEMU = process.env.VMLAB_QEMU ?? join(CACHE, 'qemu', 'qemu-system-x86_64');

/** @returns a reason to skip, or false */
export async function whyNot(): Promise<string | false> {
  const files = await lacking([KERNEL, MODULES, AGENT, QEMU], access);
  const programs = await lacking(['busybox', 'qemu-ga'], (name) => execa('which', [name]));
  const names = [...files, ...programs].join(', ');
  if (names !== '') return `not here: ${names} (test/provision.sh brings them, as root on Debian, for x86-64)`;
  const { stdout } = await execa(QEMU, ['--version']);
  return (
    Number(/version (\d+)/.exec(stdout)?.[1]) < 9 && `${QEMU} is older than 9.0, and loses pages when a guest moves`
  );
}

async function lacking(names: readonly string[], look: (name: string) => Promise<unknown>): Promise<string[]> {
  const found = await Promise.allSettled(names.map(look));
  return names.filter((_, index) => found[index]?.status === 'rejected');
}
