import { join } from 'node:path';
import type { ReplayResult } from './result.ts';

/** Keeps the results of a set, each in a directory of its own; a single one in the directory itself. @returns the directory */
export async function saveAll(results: readonly ReplayResult[], directory: string): Promise<string> {
  for (const [index, result] of results.entries()) {
    await result.save(results.length === 1 ? directory : join(directory, directoryOf(index, result.plan.name)));
  }
  return directory;
}

/** A VM's name comes from a file, and may be anything: it must not lead out of the directory. */
const directoryOf = (index: number, name: string): string =>
  `${index + 1}-${name.replaceAll(/[^\p{Letter}\p{Number}._-]+/gu, '_')}`;
