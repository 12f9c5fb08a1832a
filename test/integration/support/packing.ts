/** The package as its users get it: packed from a clean copy, installed by npm. */
import { copyFile, cp, mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { execa } from 'execa';

const ROOT = new URL('../../..', import.meta.url).pathname;

/** What a clone does not have, or a package is not made of. */
const NOT_COPIED = new Set(['.git', 'node_modules', 'dist', 'native/build', 'native/prebuilds', 'runs', 'test']);

export interface Packed {
  readonly tarball: string;
  /** The clean copy that it was made from. */
  readonly source: string;
  /** Paths in the package. */
  readonly files: readonly string[];
}

/** Packs a copy of this checkout without anything built; `npm pack` builds it. */
export async function pack(directory: string): Promise<Packed> {
  const source = join(directory, 'source');
  await cp(ROOT, source, { recursive: true, filter: (path) => !NOT_COPIED.has(relative(ROOT, path)) });
  await symlink(join(ROOT, 'node_modules'), join(source, 'node_modules'));
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', directory], { cwd: source });
  const [{ filename, files }] = JSON.parse(stdout.slice(stdout.indexOf('[\n')));
  return { tarball: join(directory, filename), source, files: files.map(({ path }: { path: string }) => path) };
}

export interface Installed {
  /** An otherwise empty project that the package is installed in. */
  readonly directory: string;
  /** The package in it. */
  readonly package: string;
  /** What npm and the install script printed. */
  readonly said: string;
}

/** Why the package could not be installed: the registry cannot be reached. */
export class NoRegistry extends Error {}

/** @throws NoRegistry */
export async function install(what: string, directory: string, path = process.env.PATH): Promise<Installed> {
  await mkdir(directory);
  await writeFile(join(directory, 'package.json'), '{ "private": true }');
  const words = ['install', '--foreground-scripts', '--prefer-offline', '--no-audit', '--no-fund', what];
  const { exitCode, all: said } = await run('npm', words, { cwd: directory, env: { PATH: path }, reject: false });
  if (/ENOTFOUND|ECONNREFUSED|EAI_AGAIN|ETIMEDOUT|ENETUNREACH|E40[134]\b/.test(said)) throw new NoRegistry(said);
  if (exitCode !== 0) throw new Error(`npm ${words.join(' ')}: ${said}`);
  return { directory, package: join(directory, 'node_modules/vmlab'), said };
}

export interface RunIn {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Resolve whatever its exit code is. */
  readonly reject?: false;
}

/** Runs a program as from a user's shell: nothing of the npm that runs the tests is passed on. */
export async function run(program: string, words: readonly string[], options: RunIn = {}): Promise<Ran> {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(npm_|NODE_)/i.test(name));
  const env = { ...Object.fromEntries(inherited), ...options.env };
  return execa(program, words, { ...options, env, extendEnv: false, all: true, stdin: 'ignore' });
}

/** `all` is both, as they came. */
interface Ran {
  readonly exitCode?: number;
  readonly stdout: string;
  readonly all: string;
}

/** A directory for PATH with these programs and no others. */
export async function pathOf(directory: string, programs: readonly string[]): Promise<string> {
  await mkdir(directory);
  for (const program of programs) await symlink(await find(program), join(directory, program));
  return directory;
}

async function find(program: string): Promise<string> {
  for (const directory of (process.env.PATH ?? '').split(':'))
    if ((await readdir(directory).catch((): string[] => [])).includes(program)) return join(directory, program);
  throw new Error(`no ${program} here`);
}

/** The same project with another Node that has nothing beside it: the package is built once more, for and by that one. */
export async function projectWithBareNode(project: Installed, node: string): Promise<Installed> {
  const bare = await unbuiltCopy(project, `${project.directory}-bare`);
  await mkdir(join(bare.directory, 'bin'));
  await copyFile(node, join(bare.directory, 'bin/node'));
  return { ...bare, said: await runInstall(bare, { node: join(bare.directory, 'bin/node') }) };
}

/** The same project with what it has built as a prebuild, as a package that ships one: installed with this PATH. */
export async function projectWithPrebuild(project: Installed, path: string): Promise<Installed> {
  const copy = await unbuiltCopy(project, `${project.directory}-prebuilt`);
  const prebuilds = join(copy.package, 'native/prebuilds', `${process.platform}-${process.arch}`);
  await mkdir(prebuilds, { recursive: true });
  for (const [name, shipped] of [
    ['vmlab.node', 'vmlab.napi.node'],
    ['vmlab-agent', 'vmlab-agent'],
  ] as const)
    await copyFile(join(project.package, 'native/build/Release', name), join(prebuilds, shipped));
  return { ...copy, said: await runInstall(copy, { path }) };
}

async function unbuiltCopy({ directory: from, package: source }: Installed, directory: string): Promise<Installed> {
  const modules = join(directory, 'node_modules');
  await cp(source, join(modules, 'vmlab'), { recursive: true, filter: (path) => basename(path) !== 'build' });
  const others = (await readdir(join(from, 'node_modules'))).filter((name) => name !== 'vmlab');
  for (const name of others) await symlink(join(from, 'node_modules', name), join(modules, name));
  return { directory, package: join(modules, 'vmlab'), said: '' };
}

interface InstallBy {
  readonly node?: string;
  readonly path?: string;
}

/** Runs the install script as npm would. npm brings a node-gyp, and tells scripts where. */
async function runInstall({ package: at }: Installed, { node = process.execPath, path }: InstallBy): Promise<string> {
  const { stdout } = await run('npm', ['exec', '--call', 'echo $npm_config_node_gyp'], { cwd: ROOT });
  const env = { npm_config_node_gyp: stdout.trim().split('\n').at(-1), ...(path !== undefined && { PATH: path }) };
  return (await run(node, [join(at, 'native/install.mjs')], { env })).all;
}
