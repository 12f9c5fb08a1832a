/**
 * What is in a directory of this machine, for who chooses a file.
 */
import { readdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

export interface DirectoryEntry {
  readonly name: string;
  /** Of a link: whether it leads to one. */
  readonly isDirectory: boolean;
}

/** @returns what there is, by name; nothing where the directory cannot be read. @param wanted of which names */
export async function entriesOf(path: string, wanted: (name: string) => boolean): Promise<DirectoryEntry[]> {
  const names = await readdir(path).catch((): string[] => []);
  return Promise.all(
    names
      .filter(wanted)
      .sort()
      .map(async (name) => ({ name, isDirectory: await isDirectory(join(path, name)) })),
  );
}

const isDirectory = (path: string): Promise<boolean> =>
  stat(path).then(
    (it) => it.isDirectory(),
    () => false,
  );

/** A path with the user's directory for `~`, as shells read it. */
export const withoutTilde = (path: string): string => path.replace(/^~(?=\/|$)/, () => homedir());
