import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Lab } from '../lab/lab.ts';
import { globals } from './globals.ts';
import { ownImports } from './own-imports.ts';

export interface ScriptToRun {
  readonly file: string;
  readonly args: readonly string[];
}

/**
 * Runs a script with vmlab's names at hand; TypeScript goes through tsx. `process.argv` is what it would be
 * under node.
 */
export async function runScript({ file, args }: ScriptToRun, lab: Lab): Promise<void> {
  const path = resolve(file);
  process.argv = [process.argv[0] as string, path, ...args];
  Object.assign(globalThis, globals, { lab });
  const { register } = await import('tsx/esm/api');
  register();
  ownImports();
  const { href } = pathToFileURL(path);
  try {
    await import(href);
  } catch (error) {
    if (!isMissing(error, href)) throw error;
    console.error(`vmlab-repl: there is no script '${file}'`);
    process.exitCode = 1; // as node
  }
}

/** The script itself: where one that it imports is missing, Node says from where it was. */
const isMissing = (error: unknown, href: string): boolean =>
  error instanceof Error &&
  'code' in error &&
  error.code === 'ERR_MODULE_NOT_FOUND' &&
  'url' in error &&
  error.url === href;
