/**
 * The domains of a libvirt daemon, here or elsewhere.
 */
import { Layers } from '../../core/layers.ts';
import type { Session } from '../../core/session.ts';
import type { Host } from '../../host/host.ts';
import type { Driver } from '../driver.ts';
import { type Connection, openConnection } from './connection/connection.ts';
import { type LibvirtDomain, libvirtDomain } from './domain.ts';
import { infoOfAll } from './info.ts';
import { nameOf, namesOf } from './names.ts';
import { naming } from './naming.ts';
import type { LibvirtParts } from './parts.ts';
import { parseLibvirtUri } from './uri.ts';

export interface LibvirtDriver extends Driver {
  domain(name: string): Promise<LibvirtDomain>;
}

/**
 * Connects. What is changed on a domain is undone with the session, not with the driver.
 *
 * `qemu+ssh://user@host/system` goes through OpenSSH, with the user's configuration (`~/.ssh/config`: names, keys, jump hosts), agent and known
 * hosts; it must come to its connection without a question. `?keyfile=PATH` names a key, and `?command=PATH` another program than `ssh`, which
 * may be a script that is `exec ssh -F PATH "$@"`.
 *
 * @param uri as libvirt writes it. Source: libvirt's uri.html
 * @throws InputError for another kind of URI; HostError with libvirt's words where it cannot connect, or errno ENOENT without virsh
 * @example
 * await using driver = await connectLibvirt('qemu:///system', { host, session });
 * for (const { name, state } of await driver.list()) console.log(name, state);
 */
export async function connectLibvirt(
  uri: string,
  { host, session }: { readonly host: Host; readonly session: Session },
): Promise<LibvirtDriver> {
  const parsed = parseLibvirtUri(uri);
  const connection = openConnection(parsed.text);
  const others = new Map<string, Connection>();
  const connect = (other: string) => kept(others, other);
  const known = { layers: new Layers(), versions: new Map() };
  const parts: LibvirtParts = { uri: parsed, connection, connect, host, session, ...known };
  await connection.ask(['uri'], session.signal);
  return {
    uri,
    list: () => infoOfAll(parts),
    names: async () => (await namesOf(connection)).map(({ name }) => name),
    domain: async (name) => {
      const found = await nameOf(connection, name);
      return libvirtDomain({ ...parts, ...found, connection: naming(connection, found) });
    },
    [Symbol.asyncDispose]: async () => {
      for (const each of [connection, ...others.values()]) await each[Symbol.asyncDispose]();
    },
  };
}

/** One for each host that a guest has moved to. */
function kept(connections: Map<string, Connection>, uri: string): Connection {
  const connection = connections.get(uri) ?? openConnection(uri);
  connections.set(uri, connection);
  return connection;
}
