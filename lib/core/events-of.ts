import { anySignal } from './any-signal.ts';
import { createChannel } from './channel.ts';

/**
 * What a run tells while it goes on, as an async iterable. Leaving the loop aborts the run, and waits for its end.
 *
 * @param start begins the run; it is to listen to the signal, and may tell events at any time
 * @throws what the run throws, after the events that it told
 * @example yield* eventsOf<StepReport>((signal, tell) => runReplay({ signal }, tell), options.signal);
 */
export async function* eventsOf<Event>(
  start: (signal: AbortSignal, tell: (event: Event) => void) => Promise<unknown>,
  signal?: AbortSignal,
): AsyncGenerator<Event> {
  const channel = createChannel<Event>();
  const left = new AbortController();
  const running = start(anySignal(left.signal, signal), channel.push).then(
    () => channel.close(),
    (error: unknown) => channel.close(error),
  );
  try {
    yield* channel;
  } finally {
    left.abort(new Error('the reader left'));
    await running;
  }
}
