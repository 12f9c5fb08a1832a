import { inspect } from 'node:util';
import { anySignal } from '../core/any-signal.ts';
import { RunError } from '../core/errors.ts';
import { resolvers } from '../core/resolvers.ts';
import { lab } from '../lab/lab.ts';
import { specText } from '../report/spec-text.ts';
import { Broadcast } from './broadcast.ts';

/** What listens at a port, until it is closed, its time is over, `signal` or Ctrl-C. */
export interface Listening<Event, Result> extends AsyncDisposable, AsyncIterable<Event> {
  readonly port: number;
  /** Each event, from now on. */
  watch(): AsyncGenerator<Event>;
  /** Listens no more. @throws RunError where it had broken off */
  close(): Promise<Result>;
  toString(): string;
}

interface Watching<Event> {
  readonly signal?: AbortSignal;
  readonly onProgress?: (event: Event) => void;
}

/** What a run that listens is to heed and to tell. */
export interface ListeningRun<Event> {
  readonly signal: AbortSignal;
  readonly onProgress: (event: Event) => void;
  readonly onListening: (port: number) => void;
}

/** @returns what listens already */
export async function openListening<Event, Result>(
  start: (run: ListeningRun<Event>) => Promise<Result>,
  { signal, onProgress }: Watching<Event>,
): Promise<Listening<Event, Result>> {
  const [events, closing] = [new Broadcast<Event>(), new AbortController()];
  const { promise: listening, resolve: onListening } = resolvers<number>();
  const tell = (event: Event) => {
    onProgress?.(event);
    events.push(event);
  };
  const running = start({ signal: anySignal(closing.signal, signal), onProgress: tell, onListening });
  running.then(
    () => events.close(),
    (error) => events.close(error),
  );
  const port = await Promise.race([listening, running.then(() => neverListened(signal))]);
  const watch = () => events.read();
  const close = () => {
    closing.abort();
    return running;
  };
  const text = () => specText(`listening on port ${port}`, {}, ['.watch()', '.close()']);
  const printing = { toString: text, [inspect.custom]: text };
  const disposal = { [Symbol.asyncIterator]: watch, [Symbol.asyncDispose]: async () => void (await close()) };
  return { port, watch, close, ...disposal, ...printing };
}

/** It was told to end before it had begun. */
function neverListened(signal?: AbortSignal): never {
  throw signal?.reason ?? lab.session.signal.reason ?? new RunError('INTERRUPTED', 'interrupted before it listened');
}
