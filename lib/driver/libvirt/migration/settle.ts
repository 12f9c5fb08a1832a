/**
 * After a migration that failed: finds out where the guest is, and sees to it that one copy of it goes on, and only one.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Survivor } from '../../migration/survivor.ts';
import { currentState, whereGone } from '../info.ts';
import type { DomainParts } from '../parts.ts';
import { parseJob } from './job.ts';
import type { Move } from './move.ts';
import { isBroken, isHandedOver } from './progress-of.ts';

/** Of a copy: 'none' where there is none, or it is off; 'unknown' where its host cannot be asked. */
export type Copy = 'running' | 'paused' | 'none' | 'unknown';

export interface Situation {
  readonly source: Copy;
  readonly destination: Copy;
  readonly wasRunning: boolean;
  /** The destination was told to run: from then on the source never may again. */
  readonly handedOver: boolean;
  /** The link broke for good in postcopy. */
  readonly isBroken: boolean;
}

export interface Settlement {
  readonly survivor: Survivor;
  readonly resume?: 'source';
  readonly destroy?: 'destination';
  /** What is not known, or left for others to do. */
  readonly note?: string;
}

/**
 * libvirt itself lets the source go on, and ends what there is at the destination, as long as it has not handed the guest over. What it left
 * undone, since one of its daemons was gone, is done here.
 */
export function settlement(situation: Situation): Settlement {
  const { source, destination, wasRunning, handedOver, isBroken } = situation;
  const isThere = source === 'running' || source === 'paused';
  const isStopped = wasRunning && source === 'paused';
  if (handedOver) return afterHandOver(destination, isBroken);
  if (isThere && !(isStopped && destination === 'running'))
    return { survivor: 'source', ...(isStopped && { resume: 'source' }), ...leftover(destination) };
  if (destination === 'running') return { survivor: 'destination' };
  return { survivor: 'none', ...(destination === 'unknown' && { note: UNKNOWN }) };
}

function afterHandOver(destination: Copy, isBroken: boolean): Settlement {
  if (destination === 'unknown') return { survivor: 'destination', note: UNKNOWN };
  if (destination === 'none') return { survivor: 'none', note: STOOD };
  return isBroken ? { survivor: 'none', note: HALF } : { survivor: 'destination' };
}

function leftover(destination: Copy): Pick<Settlement, 'destroy' | 'note'> {
  if (destination === 'unknown') return { note: `${UNKNOWN}: what came there stands still, and goes when it is back` };
  return destination === 'none' ? {} : { destroy: 'destination' };
}

const UNKNOWN = 'the destination does not answer';
const STOOD = 'what is left of it at the source stands still; destroy() ends it';
const HALF =
  'half of it is on either side, and stands still: virsh migrate --postcopy --postcopy-resume moves the rest';

export async function settle(move: Move): Promise<Settlement> {
  const { source, destination, heard, wasRunning } = move;
  await jobEnded(source);
  const copies = { source: await copyOf(source), destination: await copyOf(destination) };
  const done = settlement({ ...copies, wasRunning, handedOver: isHandedOver(heard), isBroken: isBroken(heard) });
  if (done.destroy) await destination.connection.act(['destroy', source.uuid]).catch(() => undefined);
  if (done.resume) await source.connection.act(['resume', source.uuid]);
  return done;
}

const ATTEMPTS = 10;
const PAUSE_MS = 500;

/** Where virsh was ended, libvirt cancels by itself, and takes its time. */
async function jobEnded({ connection, uuid }: DomainParts): Promise<void> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const job = parseJob(await connection.act(['domjobinfo', uuid, '--rawstats']).catch(() => ''));
    if (Object.keys(job).length === 0) return;
    await wait(PAUSE_MS);
  }
}

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
