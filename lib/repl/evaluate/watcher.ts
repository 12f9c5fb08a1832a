/**
 * What rewritten code tells its values to: it notes which of them are promises, prints what comes piece by piece, and keeps what lasts as
 * long as the shell.
 */
import type { Scope } from '../../core/scope.ts';
import type { Line } from './line.ts';
import type { Notice } from './rewrite.ts';

export interface WatcherParts {
  /** The line that runs. */
  readonly line: () => Line | undefined;
  /** What `using` holds. */
  readonly held: Scope;
  /** Shows one item of many. */
  readonly tell: (item: unknown) => void;
}

export const createWatcher = ({
  line,
  held,
  tell,
}: WatcherParts): Record<Notice, (at: number, value: unknown) => unknown> => {
  const awaited = (at: number, value: unknown): unknown => {
    if (isThenable(value)) line()?.awaited.add(at);
    return value;
  };
  return {
    awaited,
    shown: async (at, value) => {
      const settled = await awaited(at, value);
      if (!isAsyncIterator(settled)) return settled;
      line()?.iterated.add(at);
      return tellEach(settled, tell, line()?.stop.signal);
    },
    held: async (at, value) => hold(held, await awaited(at, value)),
  };
};

const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof (value as { then?: unknown } | null | undefined)?.then === 'function';

/** What `watch()` gives. A stream is no such thing: its name alone is not to drain it. */
const isAsyncIterator = (value: unknown): value is AsyncIterableIterator<unknown> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value && 'next' in value;

/** Where it does not listen to Ctrl-C itself, it is not waited for. */
async function tellEach(
  items: AsyncIterableIterator<unknown>,
  tell: (item: unknown) => void,
  signal?: AbortSignal,
): Promise<void> {
  for await (const item of items) {
    if (signal?.aborted) return;
    tell(item);
  }
}

/** @throws TypeError as `using` does */
function hold(held: Scope, value: unknown): unknown {
  if (value === null || value === undefined) return value;
  const { [Symbol.asyncDispose]: async, [Symbol.dispose]: sync } = value as Partial<AsyncDisposable & Disposable>;
  const dispose = async ?? sync;
  if (typeof dispose !== 'function') throw new TypeError('what `using` is to hold cannot be disposed of');
  held.defer(async () => dispose.call(value));
  return value;
}
