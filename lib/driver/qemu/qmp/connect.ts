import { connectLines, nameOfAddress, type SocketAddress } from '../../../host/local/line-socket.ts';
import type { CallOptions } from './call.ts';
import { Client } from './client.ts';
import type { Qmp } from './qmp.ts';

export interface QmpOptions extends CallOptions {
  /** Of whom errors speak: `'QEMU vm1'`; the address unless told. */
  readonly who?: string;
}

/**
 * Connects to a monitor and makes it ready for commands.
 *
 * @throws HostError where nobody listens, or who listens is no QEMU
 * @example await using qmp = await connectQmp({ path: '/run/vm1/qmp.sock' });
 */
export async function connectQmp(address: SocketAddress, options: QmpOptions = {}): Promise<Qmp> {
  const { who = nameOfAddress(address), ...waiting } = options;
  const client = new Client(await connectLines(address, options.signal), who);
  try {
    await client.greet(waiting);
    return client;
  } catch (error) {
    await client[Symbol.asyncDispose]();
    throw error;
  }
}
