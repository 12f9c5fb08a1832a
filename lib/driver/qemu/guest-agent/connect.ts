/**
 * A guest's agent, through the socket of its virtio-serial port.
 */
import { randomInt } from 'node:crypto';
import { reasonOf } from '../../../core/undo.ts';
import { connectLines, type LineSocket, nameOfAddress, type SocketAddress } from '../../../host/local/line-socket.ts';
import { type CallOptions, Calls } from '../qmp/call.ts';
import type { QmpFailure } from '../qmp/message.ts';
import type { GuestAgent } from './guest-agent.ts';

export interface AgentOptions {
  /** Of whom errors speak; the address unless told. */
  readonly who?: string;
  readonly signal?: AbortSignal;
}

const PATIENCE_S = 10;

/** Ends whatever half a command the agent's parser holds, and asks it to send the same before its reply. */
const DELIMITER = Uint8Array.of(0xff);
/** The same, as text that is no UTF-8 reads. */
const DELIMITER_READ = '\ufffd';

/**
 * Connects to the port; whether an agent is there shows at the first command. QEMU takes one client of it at a time.
 *
 * @throws HostError where there is no such port
 * @example const agent = await connectGuestAgent({ path: '/run/vm1/agent.sock' });
 */
export async function connectGuestAgent(
  address: SocketAddress,
  { who = nameOfAddress(address), signal }: AgentOptions = {},
): Promise<GuestAgent & AsyncDisposable> {
  return new SocketAgent(await connectLines(address, signal), who);
}

class SocketAgent implements GuestAgent, AsyncDisposable {
  readonly #socket: LineSocket;
  readonly #calls: Calls;
  readonly #ended: Promise<void>;
  #turn: Promise<unknown> = Promise.resolve();
  #inStep = false;

  constructor(socket: LineSocket, who: string) {
    this.#socket = socket;
    this.#calls = new Calls(who);
    this.#ended = this.#listen().then(
      () => this.#calls.end('its port was closed'),
      (error: unknown) => this.#calls.end(reasonOf(error)),
    );
  }

  execute<Value>(command: string, args: object = {}, options: CallOptions = {}): Promise<Value> {
    const done = this.#turn.then(() => this.#inTurn<Value>(command, args, options));
    this.#turn = done.catch(() => undefined);
    return done;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#socket.close();
    await this.#ended;
  }

  /** Who gave up waiting cannot tell what the agent will say next: it has to fall into step again. */
  async #inTurn<Value>(command: string, args: object, options: CallOptions): Promise<Value> {
    if (!this.#inStep) await this.#synchronise(options);
    this.#inStep = false;
    try {
      const value = await this.#call<Value>(command, args, options);
      this.#inStep = true;
      return value;
    } catch (error) {
      this.#inStep = isAnswer(error);
      throw error;
    }
  }

  /** Whatever it still has to say from before is not this number. */
  async #synchronise(options: CallOptions): Promise<void> {
    this.#socket.write(DELIMITER);
    await this.#call('guest-sync-delimited', { id: randomInt(2 ** 31) }, options);
  }

  #call<Value>(command: string, args: object, { signal, timeout = PATIENCE_S }: CallOptions): Promise<Value> {
    const send = (id: number) => this.#socket.write(`${JSON.stringify({ execute: command, arguments: args, id })}\n`);
    return this.#calls.call({ command, send, signal, timeout });
  }

  async #listen(): Promise<void> {
    for await (const line of this.#socket.lines()) this.#hear(line.slice(line.lastIndexOf(DELIMITER_READ) + 1));
  }

  /** What is no JSON is the rest of something that nobody waits for. */
  #hear(text: string): void {
    const message = replyOf(text);
    if (message?.error) this.#calls.fail(message.id, message.error);
    else this.#calls.resolve(message?.id, message?.return);
  }
}

interface AgentReply {
  readonly id?: number;
  readonly return?: unknown;
  readonly error?: QmpFailure;
}

function replyOf(text: string): AgentReply | undefined {
  try {
    return JSON.parse(text) as AgentReply;
  } catch {
    return undefined;
  }
}

const isAnswer = (error: unknown): boolean =>
  !['ETIMEDOUT', 'ECONNRESET', undefined].includes((error as { errno?: string }).errno);
