/** A connection of TCP that can be cut: what is sent to it goes on to where it leads. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import type { Listening } from '../../../lib/driver/migration/options.ts';

export interface Link extends AsyncDisposable {
  /** Leads from a port of its own to the one given, or chosen by that. */
  through(to: Listening | ((port: number) => Listening)): Promise<Listening>;
  /** Cuts what is connected now. */
  cut(): void;
}

/** @param host where it begins */
export function breakableLink(host = '127.0.0.1'): Link {
  const sockets = new Set<Socket>();
  const servers: { close(): void }[] = [];
  const cut = () => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  return {
    cut,
    async through(to) {
      const server = createServer((near) => {
        const far = connect(typeof to === 'function' ? to(own()) : to);
        for (const [one, other] of [
          [near, far],
          [far, near],
        ] as const) {
          sockets.add(one.on('error', () => other.destroy()));
          one.pipe(other);
        }
      }).listen(0, host);
      const own = () => (server.address() as AddressInfo).port;
      servers.push(server);
      await once(server, 'listening');
      return { host, port: own() };
    },
    async [Symbol.asyncDispose]() {
      cut();
      for (const server of servers) server.close();
    },
  };
}
