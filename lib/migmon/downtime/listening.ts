import { lab } from '../../lab/lab.ts';
import { Broadcast } from '../broadcast.ts';
import { type PreparedTask, runPrepared, type Watching } from './task-run.ts';

/** What listens at a port, until it is closed, its time is over, `signal` or Ctrl-C. */
export interface Listening<Event, Result> extends AsyncDisposable, AsyncIterable<Event> {
  readonly port: number;
  /** Each event, from now on. */
  watch(): AsyncGenerator<Event>;
  /** Listens no more. @throws RunError where it had broken off */
  close(): Promise<Result>;
}

export type Prepare<Event, Result> = (onListening: (port: number) => void) => Promise<PreparedTask<Event, Result>>;

/** @returns what listens already */
export async function openListening<Event, Result>(
  prepare: Prepare<Event, Result>,
  options: Watching<Event>,
): Promise<Listening<Event, Result>> {
  const [events, closing] = [new Broadcast<Event>(), new AbortController()];
  const { promise: listening, resolve: onListening } = resolvers<number>();
  const running = runPrepared(await prepare(onListening), untilClosed(options, { events, closing }));
  running.then(
    () => events.close(),
    (error) => events.close(error),
  );
  const port = await Promise.race([listening, running.then(() => neverListened(options))]);
  const watch = () => events.read();
  const close = () => {
    closing.abort();
    return running;
  };
  return { port, watch, close, [Symbol.asyncIterator]: watch, [Symbol.asyncDispose]: () => close().then(() => {}) };
}

interface Ends<Event> {
  readonly events: Broadcast<Event>;
  readonly closing: AbortController;
}

const untilClosed = <Event>({ signal, onProgress }: Watching<Event>, { events, closing }: Ends<Event>) => ({
  signal: AbortSignal.any(signal ? [closing.signal, signal] : [closing.signal]),
  onProgress: (event: Event) => {
    onProgress?.(event);
    events.push(event);
  },
});

/** It was told to end before it had begun. */
function neverListened({ signal }: { readonly signal?: AbortSignal }): never {
  throw signal?.reason ?? lab.session.signal.reason;
}

function resolvers<Value>() {
  let resolve: (value: Value) => void = () => {};
  const promise = new Promise<Value>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
