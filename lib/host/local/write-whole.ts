import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { HostError } from '../../core/errors.ts';

/**
 * Writes a file so that at any moment, a power cut's included, it holds all of the text or is as it was: written beside its place, to the disk, and
 * renamed (rename(2) is atomic; the directory is synchronised, too, or the rename itself might be lost).
 *
 * @throws HostError
 * @example await writeWhole('trials/0007.json', text)
 */
export async function writeWhole(path: string, text: string): Promise<void> {
  const beside = `${path}.part`;
  try {
    await synchronised(beside, 'w', text);
    await rename(beside, path);
    await synchronised(dirname(path), 'r');
  } catch (cause) {
    const errno = (cause as NodeJS.ErrnoException).code;
    throw new HostError({ host: 'local:', operation: 'write', target: path, errno }, { cause });
  }
}

async function synchronised(path: string, flags: 'r' | 'w', text?: string): Promise<void> {
  const file = await open(path, flags);
  try {
    if (text !== undefined) await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}
