/**
 * The ways in which a process ends, each made to close the session first: so that nothing it made outlives it.
 */
import { RunError } from '../../core/errors.ts';
import type { Session } from '../../core/session.ts';
import type { UndoOutcome } from '../../core/undo.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** Both npx and tsx pass on a Ctrl-C that the terminal has sent us, too: what comes so soon after the first is the first. In ms. */
const SAME_SIGNAL = 1000;

/**
 * Closes the session at SIGINT, SIGTERM and SIGHUP (the process then ends by that same signal; one more, a second later, ends it at once),
 * when there is nothing left to do, and at an uncaught exception (which Node then reports as it always does).
 *
 * @example new Session({ store, handlers, onFirstEffect: closeAtEnd })
 */
export function closeAtEnd(session: Session): void {
  const ending: Ending = { session, underWay: false };
  for (const signal of SIGNALS) closeAtSignal(ending, signal);
  closeAtException(ending);
  process.once('beforeExit', () => void closeAndTell(session));
}

interface Ending {
  readonly session: Session;
  /** A signal or an exception has come: what fails from then on (a run that is aborted, awaited by nobody) is its consequence. */
  underWay: boolean;
}

/**
 * The listener stays until all is undone: a library such as signal-exit (execa has it) ends the process at once when nobody else listens.
 */
function closeAtSignal(ending: Ending, signal: NodeJS.Signals): void {
  let first: number | undefined;
  const listener = async () => {
    ending.underWay = true;
    if (first !== undefined && performance.now() - first < SAME_SIGNAL) return;
    if (first === undefined) {
      first = performance.now();
      await closeAndTell(ending.session, new RunError(signal, `ended by ${signal}`));
    }
    process.off(signal, listener);
    endBySignal(signal);
  };
  process.on(signal, listener);
}

/** With no other listener, the signal's default action is back. With one, ending the process is that listener's affair. */
function endBySignal(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) <= signalExitListeners()) setImmediate(() => process.kill(process.pid, signal));
}

/** Listeners of signal-exit (4): told once more, and alone now, they do the last they have to do, and end the process. */
function signalExitListeners(): number {
  const emitter = (globalThis as Record<symbol, unknown>)[Symbol.for('signal-exit emitter')];
  return (emitter as { count?: number } | undefined)?.count ?? 0;
}

function closeAtException(ending: Ending): void {
  const listener = async (error: unknown) => {
    const handledElsewhere = process.listenerCount('uncaughtException') > 1;
    if (handledElsewhere || ending.underWay) return;
    ending.underWay = true;
    await closeAndTell(ending.session, error);
    process.off('uncaughtException', listener);
    setImmediate(() => {
      throw error;
    });
  };
  process.on('uncaughtException', listener);
}

async function closeAndTell(session: Session, reason?: unknown): Promise<void> {
  tellWhatWasLeft(await session.close(reason));
}

/** Names, as a Node warning on standard error, what an undo left alone and why. */
export function tellWhatWasLeft(outcomes: readonly UndoOutcome[]): void {
  for (const { action, left } of outcomes)
    if (left) process.emitWarning(`left alone: ${action.path ?? action.kind}: ${left}`, 'VmlabWarning');
}
