import type { REPLServer } from 'node:repl';
import type { Session } from '../../core/session.ts';
import { cancel } from './cancel.ts';
import type { Line } from './line.ts';

export interface Interruptible {
  readonly session: Session;
  /** The line that runs, if one does. */
  readonly running: () => Line | undefined;
}

/**
 * Ctrl-C: ends what the line that runs has begun, then takes the prompt back from it if need be. A second one waits for nothing, and one without
 * a line that runs is Node's to answer: it empties the line, hints at the end, ends.
 */
export function onInterrupt(shell: REPLServer, { running, session }: Interruptible): void {
  const leaveToNode = takenListeners(shell);
  shell.on('SIGINT', async () => {
    const line = running();
    if (line === undefined || line.stop.signal.aborted) return leaveToNode();
    const isStillEnding = await cancel(line, session);
    if (running() !== line) return;
    if (isStillEnding) shell.output.write('what it began takes longer to end, and goes on doing so\n');
    leaveToNode();
  });
}

function takenListeners(shell: REPLServer): () => void {
  const listeners = shell.listeners('SIGINT');
  shell.removeAllListeners('SIGINT');
  return () => {
    for (const listener of listeners) listener.call(shell);
  };
}
