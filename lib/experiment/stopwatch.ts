import { monotonic, NS_PER_SECOND } from '../core/clock.ts';

/** @returns what says the seconds since it was made */
export function stopwatch(): () => number {
  const start = monotonic();
  return () => Number(monotonic() - start) / NS_PER_SECOND;
}
