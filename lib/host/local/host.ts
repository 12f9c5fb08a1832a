/**
 * This machine, as a Host: files through node:fs, programs through execa.
 */
import { access, mkdir, readdir, readFile, rmdir, unlink, writeFile } from 'node:fs/promises';
import { HostError } from '../../core/errors.ts';
import type { Host } from '../host.ts';
import { runProgram } from './run.ts';

const URI = 'local:';

/**
 * @returns this machine. It holds no state and does nothing until asked.
 * @example await localHost().readFile('/proc/loadavg')
 */
export const localHost = (): Host => ({
  uri: URI,
  readFile: (path) => attempt('read', path, () => readFile(path, 'utf8')),
  writeFile: (path, value) => attempt('write', path, () => writeFile(path, atLeastOneByte(value))),
  list: (path) => attempt('list', path, () => readdir(path)),
  exists: (path) =>
    access(path).then(
      () => true,
      () => false,
    ),
  makeDirectory: (path) => attempt('make', path, () => mkdir(path)),
  removeDirectory: (path) => attempt('remove', path, () => rmdir(path)),
  removeFile: (path) => attempt('remove', path, () => unlink(path)),
  signal: (pid, signal) => attempt(`send ${signal} to`, String(pid), async () => void process.kill(pid, signal)),
  run: (argv, options) => runProgram(URI, argv, options),
});

/** An empty string makes no write() at all, and a kernel file is only changed by one: `cpuset.cpus` is emptied by a newline. */
const atLeastOneByte = (value: string): string => value || '\n';

async function attempt<Value>(operation: string, target: string, act: () => Promise<Value>): Promise<Value> {
  try {
    return await act();
  } catch (cause) {
    throw new HostError({ host: URI, operation, target, errno: errnoOf(cause) }, { cause });
  }
}

const errnoOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;
