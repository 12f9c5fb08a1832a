/**
 * The ways in which a process ends, each made to close the session first: so that nothing it made outlives it.
 */
import { RunError } from '../../core/errors.ts';
import type { Session } from '../../core/session.ts';
import type { UndoOutcome } from '../../core/undo.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Closes the session at SIGINT, SIGTERM and SIGHUP (the process then ends by that same signal; a second one ends it at once), when there is
 * nothing left to do, and at an uncaught exception (which Node then reports as it always does).
 *
 * @example new Session({ store, handlers, onFirstEffect: closeAtEnd })
 */
export function closeAtEnd(session: Session): void {
  for (const signal of SIGNALS) process.once(signal, () => void endBySignal(session, signal));
  process.once('beforeExit', () => void closeAndTell(session));
  process.once('uncaughtException', (error) => void endByException(session, error));
}

/**
 * `once` has taken our listener away: with no other one, the signal's default action is back, for a second Ctrl-C and for our own.
 * With another one, ending the process is that listener's affair.
 */
async function endBySignal(session: Session, signal: NodeJS.Signals): Promise<void> {
  await closeAndTell(session, new RunError(signal, `ended by ${signal}`));
  if (process.listenerCount(signal) === 0) setImmediate(() => process.kill(process.pid, signal));
}

async function endByException(session: Session, error: unknown): Promise<void> {
  const handledElsewhere = process.listenerCount('uncaughtException') > 0;
  if (handledElsewhere) return;
  await closeAndTell(session, error);
  setImmediate(() => {
    throw error;
  });
}

async function closeAndTell(session: Session, reason?: unknown): Promise<void> {
  tellWhatWasLeft(await session.close(reason));
}

/** Names, as a Node warning on standard error, what an undo left alone and why. */
export function tellWhatWasLeft(outcomes: readonly UndoOutcome[]): void {
  for (const { action, left } of outcomes)
    if (left) process.emitWarning(`left alone: ${action.path ?? action.kind}: ${left}`, 'VmlabWarning');
}
