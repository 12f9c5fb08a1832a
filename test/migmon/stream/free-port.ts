import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { HostError } from '../../../lib/core/errors.ts';

/** A TCP port of loopback that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const TRIES = 100;

/** Does what connects, again and again until somebody listens there; 5 s at most. */
export async function onceListening<Value>(connect: () => Promise<Value>): Promise<Value> {
  for (let attempt = 1; ; attempt++)
    try {
      return await connect();
    } catch (error) {
      const early = error instanceof HostError && error.errno === 'ECONNREFUSED';
      if (!early || attempt === TRIES) throw error;
      await sleep(50);
    }
}
