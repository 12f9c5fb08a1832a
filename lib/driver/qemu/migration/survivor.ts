/**
 * After a migration that failed: one copy of the guest goes on, and only one.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Survivor } from '../../migration/survivor.ts';
import type { QemuDomain } from '../domain.ts';
import type { Move } from './move.ts';
import { isOver } from './reply.ts';
import { isThere, queryMigration, runState } from './sides.ts';

const PATIENCE_MS = 10_000;
const PAUSE_MS = 20;

/**
 * Until the destination was handed the guest it has never run: it is ended, and the source goes on, also one that had completed already. In that
 * order, so that there are never two. (Where the destination ended between being told to run and saying so, it counts as one that never ran: at
 * worst a few ms of the guest's work are done again.)
 *
 * After that the source never runs again: its memory is of the past. A guest whose memory had all come (precopy) goes on at the destination; one that
 * had not (postcopy, with the link broken for good or a side dead) is lost. So is one whose destination died, or whose link broke, when the source had
 * sent its CPUs and the destination had not yet taken them: QEMU lets nothing run any more that is in the middle of postcopy.
 */
export async function settle(move: Move): Promise<Survivor> {
  if (move.handedOver) return settleAfter(move);
  await move.source.qmp.execute('migrate_cancel').catch(() => undefined);
  await move.destination.destroy();
  if (await goesOn(move.source, move.wasRunning)) return 'source';
  await move.source.destroy();
  return 'none';
}

async function settleAfter({ source, destination, postcopyStarted, progress }: Move): Promise<Survivor> {
  const hasAll = !postcopyStarted || progress.at(-1)?.phase === 'ending';
  const survives = hasAll && (await isThere(destination));
  await source.destroy();
  if (survives) return 'destination';
  await destination.destroy();
  return 'none';
}

async function goesOn(source: QemuDomain, wasRunning: boolean): Promise<boolean> {
  try {
    if (!(await hasEnded(source))) return false;
    if (wasRunning && (await runState(source)) !== 'running') await source.resume();
    return true;
  } catch {
    return false;
  }
}

async function hasEnded(source: QemuDomain): Promise<boolean> {
  const deadline = performance.now() + PATIENCE_MS;
  while (performance.now() < deadline) {
    const { status = 'none' } = await queryMigration(source);
    if (isOver(status)) return true;
    if (status.startsWith('postcopy-')) return false;
    await wait(PAUSE_MS);
  }
  return false;
}
