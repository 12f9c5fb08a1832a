import { lab } from '../../../lab/lab.ts';
import { Broadcast } from '../../broadcast.ts';
import type { DestinationResult } from './result.ts';
import { type DestinationRunOptions, runDestination } from './run.ts';
import type { DestinationSecond } from './second.ts';
import { type SourceOutcome, Sources } from './sources.ts';
import type { DestinationSpec } from './spec.ts';

/** A destination that listens, until it is closed, its time is over, `signal` or Ctrl-C. */
export interface DestinationListener extends AsyncDisposable, AsyncIterable<DestinationSecond> {
  readonly port: number;
  /** What came from each source, in all or so far. */
  results(): readonly SourceOutcome[];
  /** Each second of each source, from now on. */
  watch(): AsyncGenerator<DestinationSecond>;
  /** Disconnects all and listens no more. @throws RunError 'STREAM' where listening itself had failed */
  close(): Promise<DestinationResult>;
}

export async function listen(spec: DestinationSpec, options: DestinationRunOptions): Promise<DestinationListener> {
  const [sources, seconds, closing] = [new Sources(options), new Broadcast<DestinationSecond>(), new AbortController()];
  const { promise: listening, resolve: onListening } = resolvers<number>();
  const running = runDestination(spec, untilClosed(options, { seconds, closing }), { sources, onListening });
  running.then(
    () => seconds.close(),
    (error) => seconds.close(error),
  );
  const port = await Promise.race([listening, running.then(() => neverListened(options))]);
  const close = () => {
    closing.abort();
    return running;
  };
  return listenerOf({ port, sources, seconds, close });
}

function listenerOf({ port, sources, seconds, close }: Listening): DestinationListener {
  const watch = () => seconds.read();
  return {
    port,
    results: () => sources.results(),
    watch,
    close,
    [Symbol.asyncIterator]: watch,
    [Symbol.asyncDispose]: async () => void (await close()),
  };
}

interface Listening extends Pick<DestinationListener, 'port' | 'close'> {
  readonly sources: Sources;
  readonly seconds: Broadcast<DestinationSecond>;
}

interface Ends {
  readonly seconds: Broadcast<DestinationSecond>;
  readonly closing: AbortController;
}

function untilClosed({ signal, onProgress, ...options }: DestinationRunOptions, { seconds, closing }: Ends) {
  return {
    ...options,
    signal: AbortSignal.any(signal ? [closing.signal, signal] : [closing.signal]),
    onProgress: (second: DestinationSecond) => {
      onProgress?.(second);
      seconds.push(second);
    },
  };
}

/** It was told to end before it had begun. */
function neverListened({ signal }: DestinationRunOptions): never {
  throw signal?.reason ?? lab.session.signal.reason;
}

function resolvers<Value>() {
  let resolve: (value: Value) => void = () => {};
  const promise = new Promise<Value>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
