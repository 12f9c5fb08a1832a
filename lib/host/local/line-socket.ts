/**
 * A program that is spoken to by lines, both ways, through a socket.
 */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { HostError } from '../../core/errors.ts';

/** A Unix socket by its path, or a TCP port. */
export type SocketAddress = { readonly path: string } | { readonly host: string; readonly port: number };

export interface LineSocket {
  /** What the other side says, until it ends or `close()`. May be read once. @throws HostError where the connection breaks, or a line has no end. */
  lines(): AsyncIterable<string>;
  /** Sends what is given, as it is: a line is to end with a line feed. What is sent to nobody is lost; `lines()` tells of the end. */
  write(text: string | Uint8Array): void;
  close(): void;
}

/** A line of more letters than this is none, unless told: whoever is there must not fill our memory. QEMU's longest, its schema, is 0.3 MiB. */
const LONGEST = 64 * 2 ** 20;

/**
 * Connects.
 *
 * @throws HostError where nobody listens (errno ENOENT, ECONNREFUSED). @throws the signal's reason
 * @example const monitor = await connectLines({ path: '/run/vm1/qmp.sock' });
 */
export async function connectLines(
  address: SocketAddress,
  signal?: AbortSignal,
  longest = LONGEST,
): Promise<LineSocket> {
  const socket = connect(address).setEncoding('utf8');
  try {
    await once(socket, 'connect', signal && { signal });
  } catch (cause) {
    socket.destroy();
    signal?.throwIfAborted();
    throw failure('connect to', address, cause);
  }
  socket.on('error', () => undefined); // `lines()` throws it
  return {
    lines: () => linesOf(socket, address, longest),
    write: (text) => void socket.write(text),
    close: () => void socket.destroy(),
  };
}

/** @example nameOfAddress({ host: '127.0.0.1', port: 4444 }) // '127.0.0.1:4444' */
export const nameOfAddress = (address: SocketAddress): string =>
  'path' in address ? address.path : `${address.host}:${address.port}`;

/** Pieces are joined only once a line has ended: a long one comes in many. */
async function* linesOf(socket: Socket, address: SocketAddress, longest: number): AsyncGenerator<string> {
  const pieces: string[] = [];
  let length = 0;
  try {
    for await (const more of socket as AsyncIterable<string>) {
      const [first = '', ...rest] = more.split('\n');
      pieces.push(first);
      length += first.length;
      if (length > longest) throw new HostError({ ...of('read a line of', address), errno: 'EMSGSIZE' });
      for (const next of rest) {
        yield pieces.splice(0).join('');
        pieces.push(next);
        length = next.length;
      }
    }
  } catch (cause) {
    if (socket.destroyed && !socket.errored) return;
    throw cause instanceof HostError ? cause : failure('listen to', address, cause);
  } finally {
    socket.destroy();
  }
}

const failure = (operation: string, address: SocketAddress, cause: unknown): HostError =>
  new HostError({ ...of(operation, address), errno: (cause as NodeJS.ErrnoException).code }, { cause });

const of = (operation: string, address: SocketAddress) => ({
  host: 'local:',
  operation,
  target: nameOfAddress(address),
});
