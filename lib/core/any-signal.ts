/** Aborts as soon as one of those that there are does. @example anySignal(session.signal, options.signal) */
export const anySignal = (...signals: readonly (AbortSignal | undefined)[]): AbortSignal =>
  AbortSignal.any(signals.filter((signal) => signal !== undefined));
