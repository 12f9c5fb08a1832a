/** Peers over real sockets, made to misbehave. */
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';

/** What a peer does with the nth datagram (from 0): sends it back as it likes. */
export type Behaviour = (datagram: Buffer, index: number, reply: (datagram: Buffer) => void) => void;

export interface Peer extends AsyncDisposable {
  readonly port: number;
  readonly received: readonly Buffer[];
}

/** Listens on loopback. @example await using peer = await openPeer((datagram, _, reply) => reply(datagram)); */
export async function openPeer(behave: Behaviour, host = '127.0.0.1'): Promise<Peer> {
  const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
  const received: Buffer[] = [];
  socket.on('message', (datagram: Buffer, from: RemoteInfo) => {
    const reply = (answer: Buffer) => {
      if (isOpen) socket.send(answer, from.port, from.address);
    };
    behave(datagram, received.push(datagram) - 1, reply);
  });
  let isOpen = true;
  socket.bind(0, host);
  await once(socket, 'listening');
  const close = async () => {
    isOpen = false;
    await closed(socket);
  };
  return { port: socket.address().port, received, [Symbol.asyncDispose]: close };
}

/** Sends datagrams to a server, and gives back what came within a time. */
export async function ask(port: number, datagrams: readonly Buffer[], milliseconds = 200): Promise<Buffer[]> {
  const socket = createSocket('udp4');
  const answers: Buffer[] = [];
  socket.on('message', (datagram) => answers.push(datagram));
  for (const datagram of datagrams) socket.send(datagram, port, '127.0.0.1');
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  await closed(socket);
  return answers;
}

/** A UDP port of loopback that nobody has now. */
export async function freePort(): Promise<number> {
  await using peer = await openPeer(() => {});
  return peer.port;
}

async function closed(socket: Socket): Promise<void> {
  const done = once(socket, 'close');
  socket.close();
  await done;
}
