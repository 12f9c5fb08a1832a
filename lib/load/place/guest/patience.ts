import { HostError, RunError } from '../../../core/errors.ts';

/**
 * With a guest that does not answer: it may be paused, or on its way to another host, and then what runs in it goes on. So what cannot be asked is
 * asked again, until nothing was heard for too long.
 */
export class Patience {
  readonly #by: string;
  #limit: number;
  #heard = performance.now();

  /** @param limit s */
  constructor(by: string, limit: number) {
    this.#by = by;
    this.#limit = limit;
  }

  /** From now on it is no longer than this, in s. */
  shorten(limit: number): void {
    if (limit >= this.#limit) return;
    this.#limit = limit;
    this.#heard = performance.now();
  }

  /**
   * @returns what it resolves to; undefined where the guest did not answer
   * @throws RunError 'GUEST_SILENT' where it has not for too long
   */
  async hear<Value>(ask: () => Promise<Value>): Promise<Value | undefined> {
    try {
      const value = await ask();
      this.#heard = performance.now();
      return value;
    } catch (cause) {
      if (!(cause instanceof HostError)) throw cause;
      const silence = (performance.now() - this.#heard) / 1000;
      if (silence < this.#limit) return undefined;
      const sentence = `${this.#by} has not answered for ${Math.round(silence)} s: ${cause.message}`;
      throw new RunError('GUEST_SILENT', sentence, { cause });
    }
  }
}
