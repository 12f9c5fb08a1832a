import { HostError } from '../../core/errors.ts';
import type { Connection } from './connection/connection.ts';
import type { DomainName } from './names.ts';

/**
 * The same connection, for the commands to one domain: virsh is given its UUID, who reads an error is given its name.
 *
 * @example naming(connection, { uuid, name: 'vm1' }) // run virsh suspend vm1 on qemu:///system failed: …
 */
export function naming(connection: Connection, domain: DomainName): Connection {
  const named = (error: unknown) => Promise.reject(withName(error, domain));
  return {
    ...connection,
    ask: (command, signal) => connection.ask(command, signal).catch(named),
    act: (command, options) => connection.act(command, options).catch(named),
  };
}

function withName(error: unknown, { uuid, name }: DomainName): unknown {
  if (!(error instanceof HostError)) return error;
  const { host, operation, target, errno, stderr } = error;
  const [of, words] = [target.replaceAll(uuid, name), stderr?.replaceAll(uuid, name)];
  return new HostError({ host, operation, target: of, errno, stderr: words }, { cause: error });
}
