import { setTimeout as wait } from 'node:timers/promises';
import { reasonOf } from '../../core/undo.ts';
import { formatDuration } from '../../core/units.ts';

/** How a phase ended: with a value, or with a sentence that says why not. */
export type Outcome<Value> = { readonly value: Value } | { readonly failure: string; readonly error?: unknown };

/**
 * Does something that may fail or hang, for so long.
 *
 * @param seconds how long it is waited for; what comes after is let go
 * @example const outcome = await inTime(30, () => collector.stop());
 */
export async function inTime<Value>(seconds: number, act: () => Promise<Value>): Promise<Outcome<Value>> {
  const over = new AbortController();
  const late = wait(seconds * 1000, undefined, { signal: over.signal }).then(
    () => ({ failure: `it did not end within ${formatDuration(seconds)}` }),
    () => ({ failure: 'it was given up' }),
  );
  try {
    return await Promise.race([settled(act), late]);
  } finally {
    over.abort();
  }
}

async function settled<Value>(act: () => Promise<Value>): Promise<Outcome<Value>> {
  try {
    return { value: await act() };
  } catch (error) {
    return { failure: reasonOf(error), error };
  }
}
