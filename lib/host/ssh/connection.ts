/**
 * One connection by OpenSSH, which all commands to a machine share: to make one takes some hundred milliseconds, to use it ten.
 */
import { HostError } from '../../core/errors.ts';
import type { Output, RunOptions } from '../host.ts';
import { runProgram } from '../local/run.ts';
import { temporaryPath } from '../local/temporary-path.ts';
import { type SshAddress, sshArguments } from './address.ts';
import { endingOf, remoteCommand } from './remote-command.ts';
import { sshUri } from './uri.ts';

export interface SshConnection extends AsyncDisposable {
  readonly uri: string;
  /** @returns how the program ended, whatever way. @throws HostError with ssh's words where there is no connection, errno ENOENT for no such program */
  run(argv: readonly string[], options?: RunOptions): Promise<Required<Output>>;
}

/** In s: how long it waits for the next command. It ends by itself then, whatever became of us. */
const KEPT = 60;

/** Connects with the first command. @example await using connection = sshConnection({ destination: 'root@node2' }); */
export function sshConnection(address: SshAddress): SshConnection {
  const shared = sharing(address, temporaryPath('vmlab-ssh'));
  return {
    uri: sshUri(address),
    run: (argv, options) => run(shared, argv, options),
    [Symbol.asyncDispose]: () => end(shared),
  };
}

/** A machine that is busy is not gone: it is given a minute, where a single command would be given up earlier. */
const PATIENT = ['ConnectTimeout=30', 'ServerAliveInterval=15', 'ServerAliveCountMax=4'];

/** The user's own words for the connection hold, but for how it is shared: it is to end with us. */
export const sharing = (address: SshAddress, socket: string): SshAddress => ({
  ...address,
  options: [
    ...['ControlMaster=auto', `ControlPath=${socket.replaceAll('%', '%%')}`, `ControlPersist=${KEPT}`],
    ...(address.options ?? []),
    ...PATIENT,
  ],
});

async function run(address: SshAddress, argv: readonly string[], options?: RunOptions): Promise<Required<Output>> {
  const failed = { host: sshUri(address), operation: 'run', target: argv.join(' ') };
  const words = sshArguments(address, remoteCommand(['env', 'LC_ALL=C', ...argv]));
  const { stdout, stderr } = await runProgram('local:', words, { ...options, anyExitCode: true });
  const ending = endingOf(stderr);
  if (ending === undefined) throw new HostError({ ...failed, stderr: stderr.trim() || 'the connection broke' });
  if (ending.exitCode === undefined || isNotThere(argv, ending.stderr))
    throw new HostError({ ...failed, errno: 'ENOENT' });
  return { stdout, stderr: ending.stderr, exitCode: ending.exitCode };
}

/** In env(1)'s words. Messages are in English, since what went wrong is read from them. */
const isNotThere = ([program]: readonly string[], stderr: string): boolean =>
  stderr.startsWith('env: ') &&
  stderr.trimEnd().endsWith('No such file or directory') &&
  stderr.includes(program as string);

async function end(address: SshAddress): Promise<void> {
  const [ssh = '', ...words] = sshArguments(address, '');
  await runProgram('local:', [ssh, '-O', 'exit', ...words.slice(0, -1)], { anyExitCode: true });
}
