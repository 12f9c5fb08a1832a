/**
 * Commands that wait for their reply: of QEMU's monitor, and of a guest's agent, which is spoken to in the same way.
 */
import { abortable } from '../../../core/abortable.ts';
import { HostError } from '../../../core/errors.ts';
import type { QmpFailure } from './message.ts';

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** s until it is given up. */
  readonly timeout?: number;
}

export interface Call {
  readonly command: string;
  readonly send: (id: number) => void;
  readonly signal?: AbortSignal;
  readonly timeout: number;
}

interface Waiting {
  readonly command: string;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Those that are under way, by their ids. */
export class Calls {
  readonly #who: string;
  readonly #waiting = new Map<number, Waiting>();
  #next = 1;
  #ended?: HostError;

  /** @param who answers, for errors: `'QEMU vm1'` */
  constructor(who: string) {
    this.#who = who;
  }

  /** @throws HostError 'ETIMEDOUT' where no reply came in time, and as `fail` and `end`. @throws the signal's reason */
  async call<Value>({ command, send, signal, timeout }: Call): Promise<Value> {
    if (this.#ended) throw this.#failure(command, { errno: this.#ended.errno, stderr: this.#ended.stderr });
    const id = this.#next++;
    const reply = new Promise<unknown>((resolve, reject) => this.#waiting.set(id, { command, resolve, reject }));
    const timer = setTimeout(
      () => this.fail(id, { class: 'ETIMEDOUT', desc: `no reply in ${timeout} s` }),
      timeout * 1000,
    );
    try {
      const never = new AbortController().signal;
      return (await abortable(
        signal ?? never,
        () => this.#giveUp(id, signal),
        () => sent(send, id, reply),
      )) as Value;
    } finally {
      clearTimeout(timer);
      this.#waiting.delete(id);
    }
  }

  /** A reply to what nobody waits for any more is dropped, here and below. */
  resolve(id: number | undefined, value: unknown): void {
    this.#waiting.get(id ?? 0)?.resolve(value);
  }

  fail(id: number | undefined, failure: QmpFailure): void {
    const waiting = this.#waiting.get(id ?? 0);
    waiting?.reject(this.#failure(waiting.command, { errno: failure.class, stderr: failure.desc }));
  }

  /** Nobody answers any more: neither those who wait, nor who asks later. */
  end(stderr: string): void {
    this.#ended ??= this.#failure('', { errno: 'ECONNRESET', stderr });
    for (const { command, reject } of this.#waiting.values()) reject(this.#failure(command, this.#ended));
  }

  #giveUp(id: number, signal?: AbortSignal): void {
    this.#waiting.get(id)?.reject(signal?.reason);
  }

  #failure(command: string, { errno, stderr }: { readonly errno?: string; readonly stderr?: string }): HostError {
    return new HostError({ host: this.#who, operation: 'execute', target: command, errno, stderr });
  }
}

function sent(send: (id: number) => void, id: number, reply: Promise<unknown>): Promise<unknown> {
  send(id);
  return reply;
}
