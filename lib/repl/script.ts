import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { globals } from './globals.ts';
import { ownImports } from './own-imports.ts';

/**
 * Runs a script with vmlab's names at hand; TypeScript goes through tsx. `process.argv` is what it would be
 * under node.
 */
export async function runScript(file: string, args: readonly string[]): Promise<void> {
  const path = resolve(file);
  process.argv = [process.argv[0] as string, path, ...args];
  Object.assign(globalThis, globals);
  const { register } = await import('tsx/esm/api');
  register();
  ownImports();
  await import(pathToFileURL(path).href);
}
