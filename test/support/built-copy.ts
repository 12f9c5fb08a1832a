import { cp, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';

const ROOT = new URL('../..', import.meta.url).pathname;

/** The package as it would be installed, from the sources as they are now: the checkout's own build may be older. */
export async function buildIn(directory: string): Promise<void> {
  for (const part of ['package.json', 'tsconfig.json', 'build', 'lib', 'examples'])
    await cp(join(ROOT, part), join(directory, part), { recursive: true });
  for (const part of ['native', 'node_modules']) await symlink(join(ROOT, part), join(directory, part));
  await execa('npm', ['run', 'build'], { cwd: directory });
}
