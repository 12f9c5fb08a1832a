/** Somebody behind a Unix socket who answers lines: a monitor or an agent, as a test wants it to be. */
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { temporaryDirectory } from '../../../support/scripts.ts';

/** A connection as the server sees it. */
export interface Connection {
  /** Sends text as it is. */
  say(text: string | Uint8Array): void;
  end(): void;
}

export interface FakeServer extends AsyncDisposable {
  readonly path: string;
  /** Every line that was received. */
  readonly heard: readonly string[];
}

/** @param connected is called for each connection; @param answer for each of its lines */
export async function fakeServer(
  connected: (connection: Connection) => void,
  answer: (line: string, connection: Connection) => void,
): Promise<FakeServer> {
  const directory = await temporaryDirectory();
  const path = join(directory.path, 'socket');
  const sockets = new Set<Socket>();
  const heard: string[] = [];
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
    const connection = {
      say: (text: string | Uint8Array) => void socket.write(text),
      end: () => void socket.destroy(),
    };
    createInterface(socket).on('line', (line) => {
      heard.push(line);
      answer(line, connection);
    });
    connected(connection);
  }).listen(path);
  await once(server, 'listening');
  const close = async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await directory[Symbol.asyncDispose]();
  };
  return { path, heard, [Symbol.asyncDispose]: close };
}

export interface Command {
  readonly execute: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly id: number;
}

export const GREETING = {
  QMP: { version: { qemu: { major: 10, minor: 0, micro: 2 }, package: '' }, capabilities: ['oob'] },
};

/** A monitor that greets, takes qmp_capabilities, and hands each other command on. */
export const fakeMonitor = (onCommand: (command: Command, connection: Connection) => void): Promise<FakeServer> =>
  fakeServer(
    ({ say }) => say(`${JSON.stringify(GREETING)}\r\n`),
    (line, connection) => {
      const command = JSON.parse(line) as Command;
      if (command.execute === 'qmp_capabilities') connection.say(reply(command, {}));
      else onCommand(command, connection);
    },
  );

export const reply = ({ id }: Command, value: unknown): string => `${JSON.stringify({ return: value, id })}\r\n`;

export const refusal = ({ id }: Command, desc: string, name = 'GenericError'): string =>
  `${JSON.stringify({ error: { class: name, desc }, id })}\r\n`;
