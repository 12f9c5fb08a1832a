/** Outputs of real tools: our own recordings, and those beside the repository, where they are. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { TestContext } from 'node:test';

export interface Output {
  readonly name: string;
  readonly text: string;
}

const OURS = new URL('../../../fixtures/gather/', import.meta.url);
const SHARED = new URL('../../../../../shared/', import.meta.url);
const SHARED_XEN = ['boot2', 'boot3'].map((boot) => new URL(`xen/fixtures/${boot}/`, SHARED));

/** Our own recordings in a directory, whose names match. */
export const ours = (directory: string, name: RegExp): Output[] => outputsIn(new URL(`${directory}/`, OURS), name);

/** As `ours`, and those of Xen that are kept apart. */
export function xenOutputs(name: RegExp, t: TestContext): Output[] {
  const there = SHARED_XEN.filter((directory) => existsSync(directory));
  if (there.length === 0) t.diagnostic('the recordings of other Xens are not on this machine: only our own are read');
  return [...ours('xen', name), ...there.flatMap((directory) => outputsIn(directory, name))];
}

/** A recording that is kept apart, or undefined, with the reason printed. */
export function shared(path: string, t: TestContext): string | undefined {
  const url = new URL(path, SHARED);
  if (existsSync(url)) return readFileSync(url, 'utf8');
  t.diagnostic(`${path} is not on this machine`);
  return undefined;
}

const outputsIn = (directory: URL, name: RegExp): Output[] =>
  readdirSync(directory)
    .filter((file) => name.test(file) && !file.includes('.err.'))
    .map((file) => ({ name: file, text: readFileSync(new URL(file, directory), 'utf8') }));
