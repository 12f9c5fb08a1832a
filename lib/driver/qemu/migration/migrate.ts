/**
 * A migration from its beginning to its end, where all goes well.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { RunError } from '../../../core/errors.ts';
import { clockAdvances } from '../../migration/clock-checker.ts';
import type { GuestState } from '../../migration/options.ts';
import type { MigrationProgress } from '../../migration/progress.ts';
import { type MigrationResult, migrationResult } from '../../migration/result.ts';
import { verifyGuest, worstOf } from '../../migration/verify-guest.ts';
import type { QemuDomain } from '../domain.ts';
import type { QemuParts } from '../files.ts';
import { compareMemory } from './compare-memory.ts';
import { begin } from './connect.ts';
import { drive } from './drive.ts';
import { figuresOf } from './figures-of.ts';
import { handOver } from './hand-over.ts';
import type { Move } from './move.ts';
import type { MigrationReply } from './reply.ts';
import { queryMigration, runState } from './sides.ts';

export interface Watching {
  readonly cancel: AbortSignal;
  readonly tell: (progress: MigrationProgress) => void;
}

/** Moves the guest. @throws RunError with a result where it is known to be corrupted; whatever else goes wrong is yet to be settled */
export async function migrate(parts: QemuParts, move: Move, { cancel, tell }: Watching): Promise<MigrationResult> {
  await begin(move, move.spec);
  await drive(move, cancel, tell);
  const source = await lastReply(move.source);
  await compare(parts, move);
  await letGo(move, cancel);
  const destination = await queryMigration(move.destination);
  await move.source.destroy();
  const guest = await stateOf(move, cancel);
  const ended = { source, destination, guest, survivor: 'destination' } as const;
  const result = migrationResult(figuresOf(move, ended));
  if (guest === 'corrupt') throw new RunError('CORRUPTED', 'the guest says that its memory is corrupted', { result });
  return result;
}

const ATTEMPTS = 20;
const PAUSE_MS = 20;

/** The first reply that says 'completed' may have a total time of 0: QEMU sets the one before the other. */
async function lastReply(source: QemuDomain): Promise<MigrationReply> {
  for (let attempt = 1; ; attempt++) {
    const reply = await queryMigration(source);
    if (reply['total-time'] || attempt === ATTEMPTS) return reply;
    await wait(PAUSE_MS);
  }
}

async function compare(parts: QemuParts, move: Move): Promise<void> {
  if (!move.spec.verify.includes('memory')) return;
  await untilLoaded(move.destination);
  move.comparison = await compareMemory(parts, move);
  const { differing, pages } = move.comparison;
  if (differing > 0) throw new RunError('CORRUPTED', `${differing} of ${pages} pages are not what they were`);
}

/** The source may have completed a moment before the destination's devices stand. */
async function untilLoaded(destination: QemuDomain): Promise<void> {
  for (let attempt = 1; attempt < ATTEMPTS && (await runState(destination)) === 'inmigrate'; attempt++)
    await wait(PAUSE_MS);
}

/** The last moment at which it can be cancelled. A guest that was paused is the destination's from then on, too. */
async function letGo(move: Move, cancel: AbortSignal): Promise<void> {
  if (move.handedOver) return;
  cancel.throwIfAborted();
  if (move.wasRunning) await handOver(move.destination, move.resumed);
  move.handedOver = true;
}

async function stateOf({ comparison, spec, destination }: Move, signal: AbortSignal): Promise<GuestState> {
  const otherwise = () => clockAdvances(destination.agent, signal);
  return worstOf([comparison ? 'verified' : 'unknown', await verifyGuest(spec, destination, { signal, otherwise })]);
}
