import type { UndoOutcome } from '../core/undo.ts';
import { lab } from '../lab/lab.ts';

/** Undoes what dead sessions left, and says what that was. What could not be undone makes the exit code 1. */
export async function cleanupAndTell(): Promise<void> {
  const outcomes = await lab.cleanup();
  tell(outcomes);
  if (outcomes.length === 0) console.log('nothing was left behind');
  if (outcomes.some(({ left }) => left !== undefined)) process.exitCode = 1;
}

/** One line an effect: what was put back, and what was left alone and why. */
export function tell(outcomes: readonly UndoOutcome[]): void {
  for (const { action, left } of outcomes) {
    const { kind, ...details } = action;
    const what = `${kind} ${Object.values(details).join(' ')}`;
    console.log(left === undefined ? `undone: ${what}` : `left alone: ${what}: ${left}`);
  }
}
