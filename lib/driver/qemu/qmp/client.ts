import { type Channel, createChannel } from '../../../core/channel.ts';
import { HostError } from '../../../core/errors.ts';
import { reasonOf } from '../../../core/undo.ts';
import type { LineSocket } from '../../../host/local/line-socket.ts';
import { type CallOptions, Calls } from './call.ts';
import { eventOf, parseMessage, type QmpEvent, type QmpMessage, versionOf } from './message.ts';
import type { Qmp, QmpCallOptions } from './qmp.ts';

const PATIENCE_S = 20;

/** The greeting is the reply to the first call, which sends nothing. */
const GREETING = 1;

export class Client implements Qmp {
  version = '';
  #knowsOutOfBand = false;
  readonly ended: Promise<void>;
  readonly #calls: Calls;
  readonly #socket: LineSocket;
  readonly #listeners = new Set<(event: QmpEvent) => void>();

  constructor(socket: LineSocket, who: string) {
    this.#socket = socket;
    this.#calls = new Calls(who);
    this.ended = this.#listen().then(
      () => this.#calls.end('it ended'),
      (error: unknown) => this.#calls.end(reasonOf(error)),
    );
  }

  /** The first thing to be done. */
  async greet({ signal, timeout = PATIENCE_S }: CallOptions): Promise<void> {
    await this.#calls.call({ command: 'greeting', send: () => undefined, signal, timeout });
    await this.execute('qmp_capabilities', { enable: this.#knowsOutOfBand ? ['oob'] : [] }, { signal, timeout });
  }

  execute<Value>(command: string, args: object = {}, options: QmpCallOptions = {}): Promise<Value> {
    const { signal, timeout = PATIENCE_S, outOfBand = false } = options;
    const verb = outOfBand && this.#knowsOutOfBand ? 'exec-oob' : 'execute';
    const send = (id: number) => this.#socket.write(`${JSON.stringify({ [verb]: command, arguments: args, id })}\n`);
    return this.#calls.call({ command, send, signal, timeout });
  }

  events(signal?: AbortSignal): AsyncIterable<QmpEvent> {
    const channel = createChannel<QmpEvent>();
    const end = () => channel.close();
    const remove = this.onEvent(channel.push);
    if (signal?.aborted) end();
    signal?.addEventListener('abort', end, { once: true });
    void this.ended.then(end);
    return leaving(channel, () => {
      remove();
      signal?.removeEventListener('abort', end);
    });
  }

  onEvent(listener: (event: QmpEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#socket.close();
    await this.ended;
  }

  async #listen(): Promise<void> {
    for await (const line of this.#socket.lines()) if (line.trim() !== '') this.#hear(messageOf(line));
  }

  #hear(message: QmpMessage): void {
    if ('event' in message) for (const listener of [...this.#listeners]) listener(eventOf(message));
    else if ('return' in message) this.#calls.resolve(message.id, message.return);
    else if ('error' in message) this.#calls.fail(message.id, message.error);
    else {
      this.version = versionOf(message);
      this.#knowsOutOfBand = message.QMP.capabilities.includes('oob');
      this.#calls.resolve(GREETING, undefined);
    }
  }
}

/** Runs `leave` when the reader has read all, or leaves. */
async function* leaving(channel: Channel<QmpEvent>, leave: () => void): AsyncGenerator<QmpEvent> {
  try {
    yield* channel;
  } finally {
    leave();
  }
}

function messageOf(line: string): QmpMessage {
  try {
    return parseMessage(line);
  } catch (cause) {
    const stderr = `expected JSON, got '${line.slice(0, 60)}'`;
    throw new HostError({ host: 'local:', operation: 'read', target: 'a reply', stderr }, { cause });
  }
}
