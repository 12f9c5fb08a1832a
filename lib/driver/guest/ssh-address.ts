/**
 * Where a guest is reached by OpenSSH, and the command line for that.
 */
import { InputError } from '../../core/errors.ts';

export interface SshAddress {
  /** As OpenSSH takes it: 'root@10.0.0.2', or a Host of the user's ~/.ssh/config. */
  readonly destination: string;
  readonly port?: number;
  /** Of ssh_config(5), before those of the user's files: `['UserKnownHostsFile=/tmp/known', 'IdentityFile=/tmp/key']`. */
  readonly options?: readonly string[];
}

/**
 * Never asks anything; gives up in 10 s where nobody answers, and 10 s after a connection has fallen silent (a guest that was paused). The first
 * that is said of an option holds: the user's own word comes before ours.
 */
const OPTIONS = ['ConnectTimeout=10', 'ServerAliveInterval=5', 'ServerAliveCountMax=2'];

/** @param command what the remote shell is to read. @example sshArguments({ destination: 'root@10.0.0.2' }, 'uname -r') */
export const sshArguments = ({ destination, port, options = [] }: SshAddress, command: string): string[] => [
  ...['ssh', '-T', '-o', 'BatchMode=yes'],
  ...(port === undefined ? [] : ['-p', String(port)]),
  ...[...options, ...OPTIONS].flatMap((option) => ['-o', option]),
  ...['--', destination, command],
];

/** @throws InputError for what OpenSSH would take for something else */
export function checkSshAddress(address: SshAddress): SshAddress {
  const { destination, port, options = [] } = address;
  if (!/^[^-\s][^\s]*$/.test(destination))
    throw new InputError({ expected: "a destination of ssh, as 'root@10.0.0.2'", received: destination });
  if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65_536))
    throw new InputError({ expected: 'a TCP port from 1 to 65535', received: port });
  const wrong = options.find((option) => !/^\w+=./.test(option));
  if (wrong !== undefined)
    throw new InputError({ expected: "an option of ssh_config(5) as 'Name=value'", received: wrong });
  return address;
}
