/**
 * What somebody at a socket says, line by line.
 */
import { connectLines, type SocketAddress } from './line-socket.ts';

/** A line of more than this is none: whoever is there must not fill our memory. */
const LONGEST = 64 * 1024;

/**
 * Connects and yields lines as they come, until the other side ends. Ends without an error where the signal comes.
 *
 * @throws HostError where nobody listens, the connection breaks, or a line has no end
 * @example for await (const line of linesFrom({ host: '127.0.0.1', port: 4588 })) console.log(line);
 */
export async function* linesFrom(address: SocketAddress, signal?: AbortSignal): AsyncGenerator<string> {
  let close = () => {};
  try {
    const socket = await connectLines(address, signal, LONGEST);
    close = socket.close;
    signal?.addEventListener('abort', close, { once: true });
    yield* socket.lines();
  } catch (error) {
    if (!signal?.aborted) throw error;
  } finally {
    signal?.removeEventListener('abort', close);
    close();
  }
}
