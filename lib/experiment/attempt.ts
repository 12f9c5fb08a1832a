import { anySignal } from '../core/any-signal.ts';
import { RunError, VmlabError } from '../core/errors.ts';
import { formatDuration } from '../core/units.ts';
import { stopwatch } from './stopwatch.ts';

export interface AttemptOptions {
  readonly signal: AbortSignal;
  /** s */
  readonly timeout?: number;
}

/** How long a function has, in ms, to end after it was told to. */
const GRACE_MS = 10_000;

/**
 * What a function comes to that is told by a signal to end: the caller's, or that of its time being over.
 *
 * @throws what the function throws; once it was told to end, why: a run that is aborted may resolve to what it had until then, which is not to be taken
 * for all of it
 * @throws RunError 'STUCK' for one that goes on although it was told
 */
export async function attempt<Value>(
  act: (signal: AbortSignal) => Value | Promise<Value>,
  { signal, timeout }: AttemptOptions,
): Promise<Value> {
  const stop = new AbortController();
  const timer = timeout === undefined ? undefined : setTimeout(() => stop.abort(tooLong(timeout)), timeout * 1000);
  const either = anySignal(signal, stop.signal);
  const elapsed = stopwatch();
  const acting = (async () => act(either))();
  const end = whenStuck(either);
  try {
    const outcome = await Promise.race([acting.then(succeeded, failed), end.promise]);
    // Who holds up the thread holds up the timer, too.
    if (timeout !== undefined && elapsed() > timeout) stop.abort(tooLong(timeout));
    either.throwIfAborted();
    if ('error' in outcome) throw outcome.error;
    return outcome.value;
  } finally {
    clearTimeout(timer);
    end.forget();
  }
}

const succeeded = <Value>(value: Value) => ({ value });
const failed = (error: unknown) => ({ error });

const tooLong = (seconds: number) => new VmlabError('TIMEOUT', `it took longer than ${formatDuration(seconds)}`);

/** Rejects some time after the abort. */
function whenStuck(signal: AbortSignal): { readonly promise: Promise<never>; forget(): void } {
  let timer: NodeJS.Timeout | undefined;
  let begin = () => {};
  const promise = new Promise<never>((_, reject) => {
    begin = () => {
      timer = setTimeout(() => reject(stuck()), GRACE_MS);
    };
    signal.addEventListener('abort', begin, { once: true });
  });
  const forget = () => {
    signal.removeEventListener('abort', begin);
    clearTimeout(timer);
  };
  return { promise, forget };
}

const stuck = () =>
  new RunError(
    'STUCK',
    `a trial went on for ${GRACE_MS / 1000} s after its signal was aborted, and would disturb what comes after it: hand ctx.signal on to whatever takes its time`,
  );
