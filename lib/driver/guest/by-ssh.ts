/**
 * A guest by OpenSSH, with the user's configuration, agent and known hosts.
 */
import { HostError } from '../../core/errors.ts';
import type { Host, Output } from '../../host/host.ts';
import { checkSshAddress, type SshAddress, sshArguments } from '../../host/ssh/address.ts';
import { endingOf, remoteCommand } from '../../host/ssh/remote-command.ts';
import type { Guest, GuestCallOptions, GuestExecOptions, GuestOutput } from './guest.ts';

/**
 * Each call is a connection: `ControlMaster auto` in the user's ~/.ssh/config has them share one. What ssh would have to ask is a failure
 * (a password, a host that is not known yet). Files go through `base64` of the guest. A program that is told to end does so at its next write.
 *
 * @param host where ssh runs
 * @throws InputError for what is no destination
 * @example await guestBySsh({ destination: 'root@10.0.0.2' }, localHost()).exec(['uname', '-r'])
 */
export function guestBySsh(address: SshAddress, host: Host): Guest {
  const ssh: Ssh = { address: checkSshAddress(address), host };
  return {
    by: address.destination,
    reach: { reach: 'ssh', ...address },
    exec: (argv, options) => exec(ssh, argv, options),
    writeFile: (path, bytes, options) => write(ssh, { path, bytes }, options),
    readFile: (path, from = 0, options) => read(ssh, { path, from }, options),
  };
}

interface Ssh {
  readonly address: SshAddress;
  readonly host: Host;
}

async function exec(ssh: Ssh, argv: readonly string[], options: GuestExecOptions = {}): Promise<GuestOutput> {
  const words = sshArguments(ssh.address, remoteCommand(argv));
  const output = await ssh.host.run(words, { ...options, anyExitCode: true });
  const ending = endingOf(output.stderr);
  if (ending === undefined) throw notReached(ssh, output);
  if (ending.exitCode === undefined) throw failure(ssh, { operation: 'run', target: argv[0] ?? '', errno: 'ENOENT' });
  return { exitCode: ending.exitCode, stdout: output.stdout, stderr: ending.stderr };
}

/** In words of ssh, the last of which say it. */
const notReached = ({ address }: Ssh, { stderr }: Output): HostError =>
  new HostError({
    host: 'local:',
    operation: 'connect by ssh to',
    target: address.destination,
    stderr: stderr.trim() || 'the connection broke',
  });

interface Failing {
  readonly operation: string;
  readonly target: string;
  readonly errno?: string;
  readonly stderr?: string;
}

const failure = ({ address }: Ssh, failing: Failing): HostError =>
  new HostError({ host: address.destination, ...failing });

const WRITE = 'base64 -d >"$0"';

async function write(
  ssh: Ssh,
  { path, bytes }: { readonly path: string; readonly bytes: Uint8Array },
  options?: GuestCallOptions,
): Promise<void> {
  const input = Buffer.from(bytes).toString('base64');
  const { exitCode, stderr } = await exec(ssh, ['sh', '-c', WRITE, path], { ...options, input });
  if (exitCode !== 0) throw failure(ssh, { operation: 'write', target: path, stderr });
}

/** The shell ends where it cannot open the file. */
const READ = 'exec <"$0"; tail -c +"$1" | base64';

async function read(
  ssh: Ssh,
  { path, from }: { readonly path: string; readonly from: number },
  options?: GuestCallOptions,
): Promise<Buffer> {
  const { exitCode, stdout, stderr } = await exec(ssh, ['sh', '-c', READ, path, String(from + 1)], options);
  if (exitCode !== 0) throw failure(ssh, { operation: 'read', target: path, stderr });
  return Buffer.from(stdout, 'base64');
}
