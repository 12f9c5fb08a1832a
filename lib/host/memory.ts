/**
 * A machine that exists in memory only: for tests of what is decided, without doing it.
 */
import { HostError } from '../core/errors.ts';
import type { FileWrite, Host, Output } from './host.ts';

export interface MemoryHost extends Host {
  /** Every file, by path, as it is now. */
  readonly files: ReadonlyMap<string, string>;
  /** Every write, in order. */
  readonly writes: readonly FileWrite[];
  readonly directories: ReadonlySet<string>;
  readonly signals: readonly { readonly pid: number; readonly signal: string }[];
  readonly runs: readonly (readonly string[])[];
}

/** How the machine behaves where it is not a plain file system. All are optional. */
export interface Behaviour {
  /** The errno with which an operation fails ('write', 'make' …), if it does. */
  readonly fails?: (operation: string, path: string) => string | undefined;
  /** What a file holds after a write, as a kernel file that normalises. */
  readonly stored?: (path: string, value: string) => string;
  /** Files (by name) that are in a directory as soon as it is made, as in a cgroup. */
  readonly filesIn?: (directory: string) => Readonly<Record<string, string>>;
  readonly run?: (argv: readonly string[]) => Partial<Output>;
  readonly onSignal?: (pid: number) => void;
}

/** @example memoryHost({ '/proc/sys/vm/swappiness': '60\n' }) */
export function memoryHost(initial: Readonly<Record<string, string>> = {}, behaviour: Behaviour = {}): MemoryHost {
  const files = new Map(Object.entries(initial));
  const directories = new Set([...files.keys()].flatMap(ancestors));
  const writes: FileWrite[] = [];
  const signals: { pid: number; signal: string }[] = [];
  const runs: (readonly string[])[] = [];

  const fail = (operation: string, target: string, errno: string): never => {
    throw new HostError({ host: 'memory:', operation, target, errno });
  };
  const check = (operation: string, path: string, errno?: string | false): void => {
    const failure = behaviour.fails?.(operation, path) ?? errno;
    if (failure) fail(operation, path, failure);
  };
  const children = (path: string) => [...files.keys(), ...directories].filter((each) => parentOf(each) === path);
  const isKernelFile = (path: string) => behaviour.filesIn?.(parentOf(path))?.[nameOf(path)] !== undefined;

  return {
    uri: 'memory:',
    files,
    directories,
    writes,
    signals,
    runs,
    async readFile(path) {
      check('read', path, !files.has(path) && 'ENOENT');
      return files.get(path) as string;
    },
    async writeFile(file, value) {
      check('write', file, !directories.has(parentOf(file)) && 'ENOENT');
      writes.push({ file, value });
      files.set(file, behaviour.stored?.(file, value) ?? value);
    },
    async list(path) {
      check('list', path, !directories.has(path) && 'ENOENT');
      return children(path).map(nameOf);
    },
    exists: async (path) => files.has(path) || directories.has(path),
    async makeDirectory(path) {
      check('make', path, directories.has(path) ? 'EEXIST' : !directories.has(parentOf(path)) && 'ENOENT');
      directories.add(path);
      for (const [name, text] of Object.entries(behaviour.filesIn?.(path) ?? {})) files.set(`${path}/${name}`, text);
    },
    async removeDirectory(path) {
      const inTheWay = children(path).some((child) => !isKernelFile(child));
      check('remove', path, directories.has(path) ? inTheWay && 'ENOTEMPTY' : 'ENOENT');
      for (const child of children(path)) files.delete(child);
      directories.delete(path);
    },
    async removeFile(path) {
      check('remove', path, !files.delete(path) && 'ENOENT');
    },
    async signal(pid, signal) {
      signals.push({ pid, signal });
      behaviour.onSignal?.(pid);
    },
    async run(argv) {
      runs.push(argv);
      return { stdout: '', stderr: '', exitCode: 0, ...behaviour.run?.(argv) };
    },
  };
}

function ancestors(path: string): string[] {
  const parent = parentOf(path);
  return parent === path ? [path] : [parent, ...ancestors(parent)];
}

const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('/')) || '/';
const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
