/**
 * Moves a guest from one QEMU to another while it runs.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { anySignal } from '../../../core/any-signal.ts';
import { InputError, RunError } from '../../../core/errors.ts';
import { eventsOf } from '../../../core/events-of.ts';
import { reasonOf } from '../../../core/undo.ts';
import { type Reported, reported } from '../../../report/reported.ts';
import type { QemuDomain } from '../domain.ts';
import type { QemuParts } from '../files.ts';
import { compareMemory } from './compare-memory.ts';
import { begin } from './connect.ts';
import { drive } from './drive.ts';
import type { MigrationFigures } from './figures.ts';
import { type Ended, figuresOf } from './figures-of.ts';
import { handOver } from './hand-over.ts';
import { knownLoss } from './known-loss.ts';
import { type Move, openMove } from './move.ts';
import type { GuestState, MigrationOptions } from './options.ts';
import type { MigrationProgress } from './progress.ts';
import type { MigrationReply } from './reply.ts';
import { migrationReport } from './report.ts';
import { queryMigration, runState, type Sides } from './sides.ts';
import { migrationSpec } from './spec.ts';
import { type Survivor, settle } from './survivor.ts';
import { verifyGuest, worstOf } from './verify-guest.ts';

export type MigrationResult = MigrationFigures & Reported;

export interface MigrationRunOptions extends MigrationOptions {
  /** Cancels it: the guest goes on at the source, and the destination is ended. When the guest has been handed over, it is too late. */
  readonly signal?: AbortSignal;
  /** Called each 100 ms, and when its phase changes. */
  readonly onProgress?: (progress: MigrationProgress) => void;
}

/**
 * Moves the guest. Afterwards one of both machines runs it, and the other one has ended.
 *
 * @param sides the destination is a machine of the same kind, started with `incoming` and `paused`
 * @throws InputError for options that cannot be right
 * @throws RunError where it fails, with what was measured and the log of both sides as `result`: 'TIMEOUT', 'CORRUPTED' (its memory is not what it was),
 *   'MIGRATION' for all else. `result.survivor` says where the guest is
 * @throws the signal's reason where it was cancelled
 * @example
 * const destination = await startQemu(parts, { ...source.spec, incoming: true, paused: true });
 * const result = await runMigration(parts, { source, destination }, { bandwidth: '50MiB/s', verify: 'memory' });
 * console.log(result.guest, result.downtime, result.outage); // verified 0.021 0.32
 */
export async function runMigration(
  parts: QemuParts,
  sides: Sides,
  options: MigrationRunOptions = {},
): Promise<MigrationResult> {
  const { signal, onProgress = () => undefined, ...told } = options;
  const spec = migrationSpec(told);
  checkSides(sides);
  return parts.session.during(async (root) => {
    const move = await openMove(sides, spec);
    const cancel = anySignal(root, signal);
    try {
      return await migrate(parts, move, { cancel, tell: onProgress });
    } catch (error) {
      throw await failure(move, error, cancel);
    } finally {
      move.stopListening();
    }
  });
}

/** Moves the guest, and yields how far it is. Leaving the loop cancels it, as the signal does. @throws as runMigration */
export const watchMigration = (
  parts: QemuParts,
  sides: Sides,
  options: MigrationRunOptions = {},
): AsyncGenerator<MigrationProgress> =>
  eventsOf<MigrationProgress>(
    (signal, tell) => runMigration(parts, sides, { ...options, signal, onProgress: tell }),
    options.signal,
  );

function checkSides({ source, destination }: Sides): void {
  const { incoming, paused, memory } = destination.spec;
  if (!incoming || !paused)
    throw new InputError({ expected: 'a destination with incoming and paused', received: destination.name });
  if (memory !== source.spec.memory)
    throw new InputError({ expected: `a destination of ${source.spec.memory} bytes of memory`, received: memory });
}

interface Watching {
  readonly cancel: AbortSignal;
  readonly tell: (progress: MigrationProgress) => void;
}

async function migrate(parts: QemuParts, move: Move, { cancel, tell }: Watching): Promise<MigrationResult> {
  const warnings = await warningsOf(move.source);
  await begin(move, move.spec);
  await drive(move, cancel, tell);
  const source = await lastReply(move.source);
  await compare(parts, move);
  await letGo(move);
  const destination = await queryMigration(move.destination);
  await move.source.destroy();
  const guest = await stateOf(move, cancel);
  const ended = { source, destination, guest, survivor: 'destination', warnings } as const;
  const result = resultOf(move, ended);
  if (guest === 'corrupt') throw new RunError('CORRUPTED', 'the guest says that its memory is corrupted', { result });
  return result;
}

const warningsOf = async (source: QemuDomain): Promise<string[]> =>
  [knownLoss({ accelerator: source.accelerator, version: source.qmp.version })].filter((one) => one !== undefined);

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

async function letGo(move: Move): Promise<void> {
  if (move.handedOver || !move.wasRunning) return;
  await handOver(move.destination, move.resumed);
  move.handedOver = true;
}

async function stateOf(move: Move, cancel: AbortSignal): Promise<GuestState> {
  const byMemory = move.comparison ? 'verified' : 'unknown';
  return worstOf([byMemory, await verifyGuest(move.spec, move.destination, cancel)]);
}

async function failure(move: Move, error: unknown, cancel: AbortSignal): Promise<unknown> {
  if (error instanceof RunError && error.result !== undefined) return error;
  const survivor = await settle(move);
  if (cancel.aborted && survivor === 'source') return cancel.reason;
  const guest = move.comparison?.differing ? 'corrupt' : survivor === 'none' ? 'lost' : 'unknown';
  const result = resultOf(move, { source: {}, destination: {}, guest, survivor, warnings: [] });
  return new RunError(
    error instanceof RunError ? error.code : 'MIGRATION',
    `${sentence(move, error)}; ${WHERE[survivor]}`,
    { cause: error, result },
  );
}

const resultOf = (move: Move, ended: Ended): MigrationResult => reported(figuresOf(move, ended), migrationReport);

const WHERE: Readonly<Record<Survivor, string>> = {
  source: 'the guest goes on at the source',
  destination: 'the guest goes on at the destination',
  none: 'the guest is lost',
};

function sentence({ source, progress, destination }: Move, error: unknown): string {
  const phase = progress.at(-1)?.phase ?? 'setup';
  const said = destination.log().trim().split('\n').at(-1);
  return `the migration of ${source.name} failed (${phase}): ${reasonOf(error)}${said ? ` (the destination said: ${said})` : ''}`;
}
