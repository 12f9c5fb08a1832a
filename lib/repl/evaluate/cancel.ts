import { setTimeout as sleep } from 'node:timers/promises';
import { RunError } from '../../core/errors.ts';
import type { Session } from '../../core/session.ts';
import type { Line } from './line.ts';

/** What ended a line at Ctrl-C. */
export const INTERRUPTED = 'INTERRUPTED';

/** The prompt is back in under a second: what has not ended by then ends in the background. */
const PATIENCE_MS = 700;
/** A line goes on after what it awaited has ended: to what it gives, in the best case. */
const GRACE_MS = 30;

/**
 * Ends what a line does: the runs that it began, which may give what they have measured until then.
 *
 * @param session what began them
 * @returns true where it waited for them to no end
 */
export async function cancel({ stop, tasksBefore }: Line, session: Session): Promise<boolean> {
  const reason = new RunError(INTERRUPTED, 'interrupted');
  stop.abort(reason);
  const ended = session.interrupt(reason, tasksBefore).then(() => true);
  const isPatient = await Promise.race([ended, sleep(PATIENCE_MS, false)]);
  await sleep(GRACE_MS);
  return !isPatient;
}
