import { setTimeout as wait } from 'node:timers/promises';
import { monotonic, NS_PER_SECOND } from '../../core/clock.ts';

/** When periods begin: at absolute deadlines, so that nothing drifts. */
export interface Pace {
  /** Waits until a period begins. @returns when it did, in s after the start; `undefined`: the signal came */
  reach(period: number, signal: AbortSignal): Promise<number | undefined>;
  /** The period to go on with after this one: a later one where its time has come already. */
  next(period: number): number;
}

/** @param interval in s */
export function startPace(interval: number): Pace {
  const start = monotonic();
  const seconds = () => Number(monotonic() - start) / NS_PER_SECOND;
  return {
    reach: async (period, signal) => {
      const left = () => period * interval - seconds();
      while (left() > 0 && !signal.aborted) await patience(left(), signal);
      return signal.aborted ? undefined : seconds();
    },
    next: (period) => Math.max(period + 1, Math.round(seconds() / interval)),
  };
}

/** A timer may fire a little early, and none is longer than 2^31 ms. */
const patience = (seconds: number, signal: AbortSignal): Promise<void> =>
  wait(Math.min(Math.ceil(seconds * 1000), 2 ** 31 - 1), undefined, { signal }).catch(() => {});
