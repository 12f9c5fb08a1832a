/**
 * Another machine as a Host, through OpenSSH: files by the programs that every Unix has, so nothing needs to be installed there.
 */
import type { Host, Output, RunOptions } from '../host.ts';
import type { SshAddress } from './address.ts';
import { type SshConnection, sshConnection } from './connection.ts';
import { failureOf } from './failure.ts';

/** A program that is cancelled is left to itself there, until it next writes: ssh has no way to end it. */
export interface SshHost extends Host, AsyncDisposable {}

/**
 * All that is done there goes through one connection, which is made with the first command and ends with the host, or by itself when it was not used
 * for a minute.
 *
 * @example
 * await using host = sshHost({ destination: 'root@node2' });
 * console.log(await host.readFile('/proc/loadavg'));
 */
export function sshHost(address: SshAddress): SshHost {
  const connection = sshConnection(address);
  const act = (operation: string, argv: readonly string[], input?: string) =>
    perform(connection, { operation, argv, ...(input !== undefined && { input }) });
  return {
    uri: connection.uri,
    readFile: (path) => act('read', ['cat', '--', path]),
    // An empty string makes no write() at all, and a kernel file is only changed by one.
    writeFile: async (path, value) => void (await act('write', ['tee', '--', path], value || '\n')),
    list: async (path) => (await act('list', ['ls', '-1A', '--', path])).split('\n').filter(Boolean),
    exists: async (path) => (await connection.run(['test', '-e', path])).exitCode === 0,
    makeDirectory: async (path) => void (await act('make', ['mkdir', '--', path])),
    removeDirectory: async (path) => void (await act('remove', ['rmdir', '--', path])),
    removeFile: async (path) => void (await act('remove', ['rm', '--', path])),
    signal: async (pid, signal) => void (await act(`send ${signal} to`, ['kill', `-${signal.slice(3)}`, String(pid)])),
    run: (argv, options) => run(connection, argv, options),
    [Symbol.asyncDispose]: () => connection[Symbol.asyncDispose](),
  };
}

interface Act {
  readonly operation: string;
  readonly argv: readonly string[];
  readonly input?: string;
}

/** The last word is what it is done to. */
async function perform(connection: SshConnection, { operation, argv, input }: Act): Promise<string> {
  const output = await connection.run(argv, input === undefined ? {} : { input });
  if (output.exitCode === 0) return output.stdout;
  throw failureOf({ host: connection.uri, operation, target: argv.at(-1) as string }, output);
}

async function run(connection: SshConnection, argv: readonly string[], options?: RunOptions): Promise<Output> {
  const output = await connection.run(argv, options);
  if (output.exitCode === 0 || options?.anyExitCode) return output;
  throw failureOf({ host: connection.uri, operation: 'run', target: argv.join(' ') }, output);
}
