import { join } from 'node:path';
import type { Host } from '../../host/host.ts';
import { localHost } from '../../host/local/host.ts';
import { temporaryPath } from '../../host/local/temporary-path.ts';

/** A path for raw output that nobody wants to keep. What was written there goes with the scope. */
export function temporaryOutput(): AsyncDisposable & { readonly path: string } {
  const path = temporaryPath('vmlab-gather');
  return { path, [Symbol.asyncDispose]: () => remove(localHost(), path) };
}

/** Directories of files, in directories: as `write` makes them. */
async function remove(host: Host, directory: string): Promise<void> {
  if (!(await host.exists(directory))) return;
  for (const name of await host.list(directory)) {
    const path = join(directory, name);
    await host.removeFile(path).catch(() => remove(host, path));
  }
  await host.removeDirectory(directory);
}
