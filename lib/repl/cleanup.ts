import type { UndoOutcome } from '../core/undo.ts';
import { lab } from '../lab/lab.ts';
import { toldOutcomes } from './standing/told.ts';

/** Undoes what dead sessions left, and says what that was. What could not be undone makes the exit code 1. */
export async function cleanupAndTell(): Promise<void> {
  const outcomes = await lab.cleanup();
  tell(outcomes);
  if (outcomes.length === 0) console.log('nothing was left behind');
  if (outcomes.some(({ left }) => left !== undefined)) process.exitCode = 1;
}

/** What was put back, and what was left alone and why. */
export function tell(outcomes: readonly UndoOutcome[]): void {
  for (const line of toldOutcomes(outcomes)) console.log(line);
}
