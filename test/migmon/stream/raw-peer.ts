/** The other end of a stream as a plain socket: what is on the wire, byte by byte. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

export const PAGE = 0x123n;
export const REQUEST = 0x124n;
export const HANDSHAKE = 0x125n;
export const HELLO = 0x126n;

/** Nothing here takes as long, unless the other side has failed. */
const PATIENCE_MS = 5000;

export class RawPeer implements AsyncDisposable {
  readonly socket: Socket;
  #buffered = Buffer.alloc(0);

  constructor(socket: Socket) {
    this.socket = socket.on('error', () => {});
  }

  /** So many bytes; fewer where the other side has ended. */
  async read(bytes: number): Promise<Buffer> {
    while (this.#buffered.length < bytes && !this.socket.readableEnded && !this.socket.destroyed) {
      const chunk = this.socket.read() as Buffer | null;
      if (chunk) this.#buffered = Buffer.concat([this.#buffered, chunk]);
      else await this.#more();
    }
    const read = this.#buffered.subarray(0, bytes);
    this.#buffered = this.#buffered.subarray(read.length);
    return read;
  }

  /** More to read, or the end. */
  async #more(): Promise<void> {
    const either = new AbortController();
    const signal = AbortSignal.any([either.signal, AbortSignal.timeout(PATIENCE_MS)]);
    const events = ['readable', 'end', 'close'].map((event) => once(this.socket, event, { signal }));
    await Promise.race(events).finally(() => either.abort());
    await Promise.allSettled(events);
  }

  async header(): Promise<{ readonly magic: bigint; readonly index: bigint }> {
    const bytes = await this.read(16);
    return { magic: bytes.readBigUInt64LE(0), index: bytes.readBigUInt64LE(8) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.socket.destroy();
  }
}

export function header(magic: bigint, index: bigint | number): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.writeBigUInt64LE(magic, 0);
  bytes.writeBigUInt64LE(BigInt(index), 8);
  return bytes;
}

export const page = (index: bigint | number): Buffer => Buffer.concat([header(PAGE, index), Buffer.alloc(4096)]);

export async function connectTo(port: number): Promise<RawPeer> {
  const socket = connect({ host: '127.0.0.1', port });
  await once(socket, 'connect');
  return new RawPeer(socket);
}

/** A destination that does what the test does with each connection. */
export interface RawDestination extends AsyncDisposable {
  readonly port: number;
  /** The next source that connects. */
  accept(): Promise<RawPeer>;
}

export async function listenRaw(): Promise<RawDestination> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const accepted: RawPeer[] = [];
  server.on('connection', (socket) => accepted.push(new RawPeer(socket)));
  const accept = async () => {
    if (accepted.length === 0) await once(server, 'connection', { signal: AbortSignal.timeout(PATIENCE_MS) });
    return accepted.shift() as RawPeer;
  };
  return { port: (server.address() as AddressInfo).port, accept, [Symbol.asyncDispose]: () => closed(server) };
}

const closed = (server: Server): Promise<void> => new Promise((resolve) => server.close(() => resolve()));
