/**
 * Reads a group's files by their names, and says plainly what is missing where one is not there.
 */
import { HostError, UnsupportedError } from '../core/errors.ts';
import type { Host } from '../host/host.ts';
import type { Reading } from './dialect.ts';
import type { Tree } from './tree.ts';

export interface KernelFiles {
  /** @throws UnsupportedError where the file's controller is not mounted. */
  path(file: string): string;
  /** As `path`. @throws UnsupportedError where the kernel has no such file, too. */
  existing(file: string): Promise<string>;
  /** True where its controller is mounted. */
  has(file: string): boolean;
  /** @throws UnsupportedError where a file that is needed is not there. */
  read<Value>(reading: Reading<Value>): Promise<Value>;
}

/** @param directories of the group, by controller; 'cgroup' for the v2 files that have none */
export function kernelFiles(host: Host, tree: Tree, directories: Readonly<Record<string, string>>): KernelFiles {
  const path = (file: string): string => {
    const directory = directories[roomOf(file, tree)];
    if (directory === undefined) throw notMounted(host, tree, file);
    return `${directory}/${file}`;
  };
  const has = (file: string) => directories[roomOf(file, tree)] !== undefined;
  const existing = async (file: string) => {
    if (!(await host.exists(path(file)))) throw noSuchFile(host, path(file));
    return path(file);
  };
  const needed = (file: string) => readOr(host, path(file), () => Promise.reject(noSuchFile(host, path(file))));
  const optional = (file: string) => (has(file) ? readOr(host, path(file), async () => '') : '');
  const read = async <Value>({ files, optional: extra = [], parse }: Reading<Value>) =>
    parse(await Promise.all([...files.map(needed), ...extra.map(optional)]));
  return { path, existing, has, read };
}

/** v2 keeps all in one directory. Beside v1 it has the pressure, and the files that belong to no controller. */
function roomOf(file: string, { dialect }: Tree): string {
  if (dialect.version === 2 || file.endsWith('.pressure')) return 'cgroup';
  return file.split('.')[0] as string;
}

async function readOr(host: Host, path: string, otherwise: () => Promise<string>): Promise<string> {
  try {
    return await host.readFile(path);
  } catch (error) {
    if (isMissing(error)) return otherwise();
    throw error;
  }
}

/** EOPNOTSUPP: pressure that was switched off at boot (psi=0). */
const isMissing = (error: unknown): boolean =>
  error instanceof HostError && ['ENOENT', 'EOPNOTSUPP'].includes(error.errno ?? '');

function notMounted(host: Host, tree: Tree, file: string): UnsupportedError {
  const controller = roomOf(file, tree);
  return new UnsupportedError({
    what: file,
    where: host.uri,
    remedy: `the cgroup v1 controller '${controller}' is not mounted; as root: mount -t cgroup -o ${controller} ${controller} /sys/fs/cgroup/${controller}`,
  });
}

function noSuchFile(host: Host, path: string): UnsupportedError {
  const controller = path.slice(path.lastIndexOf('/') + 1).split('.')[0];
  return new UnsupportedError({
    what: path,
    where: host.uri,
    remedy: `this kernel or group has no such file; the '${controller}' controller must be built in and enabled (cgroup.controllers of the group above lists those of v2)`,
  });
}
