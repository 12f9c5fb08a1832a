import { setTimeout as wait } from 'node:timers/promises';
import { drive, type Watching } from './drive.ts';
import type { Move } from './move.ts';
import { isBroken } from './progress-of.ts';

const MOST_RECOVERIES = 3;
/** The other side has to notice as well. */
const PAUSE_MS = 300;

/** A link that broke after the switch is made anew: the guest is at the destination, and its memory on both sides. @throws `error` where it is another one */
export async function recover(move: Move, watching: Watching, error: unknown): Promise<void> {
  if (!isBroken(move.heard) || move.recoveries >= MOST_RECOVERIES) throw error;
  move.recoveries++;
  await wait(PAUSE_MS);
  await drive(move, watching, ['--postcopy-resume']).catch((next) => recover(move, watching, next));
}
