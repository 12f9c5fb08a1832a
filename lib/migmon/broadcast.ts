import { type Channel, createChannel } from '../core/channel.ts';

/** Tells any number of readers the same, from when each begins to read. */
export class Broadcast<Item> {
  readonly #readers = new Set<Channel<Item>>();
  #ended?: { readonly error?: unknown };

  push(item: Item): void {
    for (const reader of this.#readers) reader.push(item);
  }

  /** Ends all readers, now and later; with an error, they throw that. */
  close(error?: unknown): void {
    this.#ended = { error };
    for (const reader of this.#readers) reader.close(error);
  }

  async *read(): AsyncGenerator<Item> {
    const channel = createChannel<Item>();
    if (this.#ended) channel.close(this.#ended.error);
    this.#readers.add(channel);
    try {
      yield* channel;
    } finally {
      this.#readers.delete(channel);
    }
  }
}
