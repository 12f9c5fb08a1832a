/** What a machine has, as lines of text, so that two looks at it can be compared. */
import { readdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';

/** Sections ('links', 'mounts' …) of lines, each line one thing that is there. */
export type Machine = Readonly<Record<string, readonly string[]>>;

/** Where programs leave files; a directory that is not there has none. */
const FILE_PLACES = ['/tmp', '/var/tmp', '/run', '/run/netns', '/run/lock', '/dev/shm', '/var/lib', '/var/lib/vmlab'];

/**
 * Looks at processes, cgroups of every hierarchy, qdiscs, namespaces, links, routes, loop devices, mounts and files.
 *
 * @param places more directories to list
 */
export async function lookAtMachine(places: readonly string[] = []): Promise<Machine> {
  return {
    processes: await processes(),
    cgroups: await cgroups(),
    qdiscs: await linesOf('tc', 'qdisc', 'show'),
    namespaces: await namespaces(),
    links: await list('/sys/class/net'),
    routes: await linesOf('ip', 'route', 'show', 'table', 'all'),
    loops: await linesOf('losetup', '--noheadings', '--output', 'NAME,BACK-FILE'),
    mounts: (await readFile('/proc/self/mountinfo', 'utf8')).split('\n'),
    files: (await Promise.all([...FILE_PLACES, ...places].map(list))).flat(),
  };
}

/**
 * What is on the machine now and was not before, among the lines that hold one of the marks: others may make theirs meanwhile.
 *
 * @returns lines as 'section: line'; empty where nothing is left
 */
export function appeared(before: Machine, after: Machine, marks: readonly string[]): string[] {
  return Object.entries(after).flatMap(([section, lines]) => {
    const known = new Set(before[section]);
    const fresh = lines.filter((line) => !known.has(line) && marks.some((mark) => line.includes(mark)));
    return fresh.map((line) => `${section}: ${line}`);
  });
}

/** A process with its command line and its environment: what it inherits marks it, whatever it is called. */
async function processes(): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  return Promise.all(pids.map(async (pid) => `${pid} ${await words(pid, 'cmdline')} ${await words(pid, 'environ')}`));
}

/** Empty for a process that has ended, even where its parent was not told yet. */
const words = (pid: string, file: string): Promise<string> =>
  readFile(`/proc/${pid}/${file}`, 'utf8').then(
    (text) => text.replaceAll('\0', ' '),
    () => '',
  );

async function cgroups(): Promise<string[]> {
  const mounts = (await readFile('/proc/mounts', 'utf8')).split('\n').map((line) => line.split(' '));
  const roots = mounts.filter(([, , type]) => type?.startsWith('cgroup')).map(([, path]) => path as string);
  return (await Promise.all(roots.map(directoriesBelow))).flat();
}

async function directoriesBelow(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
  const own = entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(path, name));
  return [...own, ...(await Promise.all(own.map(directoriesBelow))).flat()];
}

/** Network namespaces with a name, and those that some process is in. */
async function namespaces(): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const links = await Promise.all(pids.map((pid) => readlink(`/proc/${pid}/ns/net`).catch(() => '')));
  return [...(await list('/run/netns')), ...new Set(links)];
}

const list = async (directory: string): Promise<string[]> =>
  (await readdir(directory).catch(() => [])).map((name) => join(directory, name));

/** A program that is not there, or may not look, sees nothing. */
const linesOf = async (program: string, ...args: string[]): Promise<string[]> =>
  (await execa(program, args, { reject: false, stderr: 'ignore' })).stdout?.split('\n') ?? [];
