import { drive, type Watching } from './drive.ts';
import { lifecycle } from './events.ts';
import type { Move } from './move.ts';

const MOST_RECOVERIES = 3;

/** A link that broke after the switch is made anew: the guest is at the destination, and its memory on both sides. @throws `error` where it is another one */
export async function recover(move: Move, watching: Watching, error: unknown): Promise<void> {
  const isBroken = lifecycle(move.heard.source).at(-1) === 'Suspended Post-copy Error';
  if (!isBroken || move.recoveries++ >= MOST_RECOVERIES) throw error;
  await drive(move, watching, ['--postcopy-resume']).catch((next) => recover(move, watching, next));
}
