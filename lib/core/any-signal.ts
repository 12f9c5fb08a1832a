/**
 * Aborts as soon as one of those that there are does.
 *
 * Node 20 holds what AbortSignal.any is given by weak references only: `AbortSignal.timeout(1000)`, that nobody else has, would be collected as
 * garbage, and never abort. One that is listened to is kept. It is always the same listener, so a signal that lives long has one of them.
 *
 * @example anySignal(session.signal, options.signal)
 */
export function anySignal(...signals: readonly (AbortSignal | undefined)[]): AbortSignal {
  const given = signals.filter((signal) => signal !== undefined);
  for (const signal of given) signal.addEventListener('abort', keep, { once: true });
  return AbortSignal.any(given);
}

const keep = (): void => undefined;
