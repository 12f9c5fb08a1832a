/** Builds the plain C++ tests (test/native/plain/*.cc, each with a main) against the native sources, without Node, with or without a sanitizer. */
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { execa } from 'execa';

const ROOT = new URL('../..', import.meta.url).pathname;
/** The rooms of native/src that the addon is made of, but its glue. */
export const NATIVE_ROOMS = ['columns', 'downtime', 'dirty', 'statistics', 'stream', 'task', 'timing'];
const FLAGS = ['-std=c++20', '-g', '-O1', '-Wall', '-Wextra', '-Werror', '-pthread'];
const AT_ONCE = 2;

export const plainTests = sourcesIn(join(ROOT, 'test/native/plain')).map((source) => basename(source, '.cc'));

/** Why they cannot be built here; undefined: they can. */
export async function whyNotBuilt(library?: string): Promise<string | undefined> {
  const named = library ? [`-print-file-name=${library}`] : ['--version'];
  const { exitCode, stdout } = await execa('g++', named, { reject: false });
  if (exitCode !== 0) return 'there is no g++ here';
  return library && !stdout.startsWith('/') ? `there is no g++ with ${library} here` : undefined;
}

/** @param checks `-fsanitize=…` @returns the programs, in the order of `plainTests` */
export async function buildPlainTests(directory: string, checks: readonly string[] = []): Promise<string[]> {
  const sources = NATIVE_ROOMS.flatMap((room) => sourcesIn(join(ROOT, 'native/src', room)));
  const objects = await inTurns(sources, (source, index) => compile(source, join(directory, `${index}.o`), checks));
  const archive = join(directory, 'native.a');
  await execa('ar', ['rcs', archive, ...objects]);
  return inTurns(plainTests, async (name) => {
    const source = join(ROOT, 'test/native/plain', `${name}.cc`);
    const program = join(directory, name);
    await execa('g++', [...FLAGS, ...checks, ...includes(), source, archive, '-o', program]);
    return program;
  });
}

async function compile(source: string, object: string, checks: readonly string[]): Promise<string> {
  await execa('g++', [...FLAGS, ...checks, ...includes(), '-c', source, '-o', object]);
  return object;
}

const includes = () => [`-I${join(ROOT, 'native/src')}`];

function sourcesIn(directory: string): string[] {
  const names = readdirSync(directory).filter((name) => name.endsWith('.cc'));
  return names.sort().map((name) => join(directory, name));
}

/** As many at once as there are cores in a small machine. */
async function inTurns<Item, Result>(
  items: readonly Item[],
  act: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let from = 0; from < items.length; from += AT_ONCE)
    results.push(...(await Promise.all(items.slice(from, from + AT_ONCE).map((item, at) => act(item, from + at)))));
  return results;
}
