import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Keeps the figures of a result, without its page and pictures: a notebook draws its own. */
export async function keep(result: { save(directory: string): Promise<string> }, directory: string): Promise<void> {
  await result.save(directory);
  const pages = (await readdir(directory)).filter((name) => /\.(html|svg)$/.test(name));
  for (const page of pages) await rm(join(directory, page));
}
