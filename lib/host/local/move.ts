import { rename } from 'node:fs/promises';
import { HostError } from '../../core/errors.ts';

/** Gives a file or directory another path, on the same file system. @throws HostError @example await move('trials/7', 'trials/7.interrupted-1') */
export async function move(from: string, to: string): Promise<void> {
  await rename(from, to).catch((cause: NodeJS.ErrnoException) => {
    throw new HostError(
      { host: 'local:', operation: 'move', target: `${from} to ${to}`, errno: cause.code },
      { cause },
    );
  });
}
