import { resolvers } from './resolvers.ts';

/**
 * A queue between who produces (on callbacks) and who reads (by `for await`). Nothing is dropped; the reader may be slow.
 */
export interface Channel<Item> extends AsyncIterable<Item> {
  push(item: Item): void;
  /** After the items still waiting the reader ends; with an error, it throws that. */
  close(error?: unknown): void;
}

export function createChannel<Item>(): Channel<Item> {
  const waiting: Item[] = [];
  let wake = resolvers<void>();
  let ended: { readonly error?: unknown } | undefined;
  const signal = () => {
    wake.resolve();
    wake = resolvers<void>();
  };
  async function* read(): AsyncGenerator<Item> {
    for (;;) {
      for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) yield item;
      if (ended) break;
      await wake.promise;
    }
    if (ended.error !== undefined) throw ended.error;
  }
  return {
    push(item) {
      waiting.push(item);
      signal();
    },
    close(error) {
      ended = { error };
      signal();
    },
    [Symbol.asyncIterator]: read,
  };
}
