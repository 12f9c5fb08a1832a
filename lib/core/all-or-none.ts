import type { Undo } from './undo.ts';
import { undoAll } from './undo-all.ts';

/**
 * Does one thing after the other; where one fails, those before it are taken back.
 *
 * @returns an undo of all of them. @throws what the one threw
 * @example await allOrNone([() => setQuota(parts, quota), () => setWeight(parts, 200)])
 */
export async function allOrNone(acts: readonly (() => Promise<Undo<unknown>>)[]): Promise<Undo> {
  const done: Undo<unknown>[] = [];
  try {
    for (const act of acts) done.push(await act());
    return undoAll(done);
  } catch (error) {
    await undoAll(done).undo();
    throw error;
  }
}
