/**
 * After a migration that failed: finds out where the guest is, and sees to it that one copy of it goes on, and only one.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Survivor } from '../../migration/survivor.ts';
import { currentState, whereGone } from '../info.ts';
import type { DomainParts } from '../parts.ts';
import type { Move } from './move.ts';
import { isHandedOver } from './progress-of.ts';

/** Of a copy: 'none' where there is none, or it is off; 'unknown' where its host cannot be asked. */
export type Copy = 'running' | 'paused' | 'none' | 'unknown';

export interface Copies {
  readonly source: Copy;
  readonly destination: Copy;
}

export interface Settlement {
  readonly survivor: Survivor;
  readonly resume?: 'source';
  readonly destroy?: 'source' | 'destination';
  /** What is not known, or left for others to do. */
  readonly note?: string;
}

/**
 * libvirt itself lets the source go on, and ends what there is at the destination, as long as it has not handed the guest over. What it left
 * undone, since one of its daemons was gone, is done here.
 */
export function settlement(
  { source, destination }: Copies,
  move: { wasRunning: boolean; handedOver: boolean },
): Settlement {
  const goesOn = move.wasRunning ? source === 'running' : source !== 'none' && source !== 'unknown';
  if (!move.handedOver && goesOn) return { survivor: 'source', ...leftover(destination) };
  if (!move.handedOver && source === 'paused' && destination !== 'running')
    return { survivor: 'source', resume: 'source', ...leftover(destination) };
  if (destination === 'running') return { survivor: 'destination' };
  if (destination === 'unknown') return { survivor: move.handedOver ? 'destination' : 'none', note: UNKNOWN };
  return { survivor: 'none', ...(move.handedOver && source === 'paused' && { note: HALF }) };
}

const leftover = (destination: Copy): Pick<Settlement, 'destroy' | 'note'> => {
  if (destination === 'unknown') return { note: `${UNKNOWN}: what came there stands still, and goes when it is back` };
  return destination === 'none' ? {} : { destroy: 'destination' };
};

const UNKNOWN = 'the destination does not answer';
const HALF =
  'half of it is on either side, and both stand still: virsh migrate --postcopy --postcopy-resume moves the rest';

export async function settle(move: Move): Promise<Settlement> {
  const copies = { source: await copyOf(move.source), destination: await copyOf(move.destination) };
  const { wasRunning } = move;
  const settled = settlement(copies, { wasRunning, handedOver: isHandedOver(move.heard) });
  const { connection, uuid } = move.source;
  if (settled.destroy) await move[settled.destroy].connection.act(['destroy', uuid]).catch(() => undefined);
  if (settled.resume) await connection.act(['resume', uuid]);
  return settled;
}

const ATTEMPTS = 10;
const PAUSE_MS = 500;

async function copyOf(parts: DomainParts): Promise<Copy> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    try {
      const state = await currentState(parts).catch(whereGone);
      return state === 'running' || state === 'paused' ? state : 'none';
    } catch {
      await wait(PAUSE_MS);
    }
  }
  return 'unknown';
}
