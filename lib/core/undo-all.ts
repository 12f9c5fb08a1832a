/**
 * Many undos as one: what one call of the user's did in several steps, it takes back in one.
 */
import type { Undo, UndoOutcome } from './undo.ts';

/** @returns an undo that takes all of them back, the last first; its outcome is the first that left something alone, else the last. */
export function undoAll(undos: readonly Undo<unknown>[]): Undo {
  const undo = async () => {
    const outcomes: UndoOutcome[] = [];
    for (const each of [...undos].reverse()) outcomes.push(await each.undo());
    return outcomes.find(({ left }) => left) ?? outcomes.at(-1) ?? NOTHING;
  };
  return { value: undefined, undo, [Symbol.asyncDispose]: async () => void (await undo()) };
}

const NOTHING: UndoOutcome = { action: { kind: 'nothing' } };
