import { accessSync, constants } from 'node:fs';

/** Those of the files that are not there, or may not be read. At once, since what opens them after must not wait. */
export const unreadableFiles = (files: readonly string[]): string[] => files.filter((file) => !isReadable(file));

function isReadable(file: string): boolean {
  try {
    accessSync(file, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
