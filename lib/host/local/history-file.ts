import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { localStateDirectory } from './state-directory.ts';

/** Where the shell keeps what was typed, with the directory made; nothing where this user may not. @example historyFile() // '/var/lib/vmlab/history' */
export function historyFile(): string | undefined {
  const { path } = localStateDirectory();
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    return join(path, 'history');
  } catch {
    return undefined;
  }
}
