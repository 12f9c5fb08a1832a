/**
 * Drives a migration to its end: looks at it, decides, does.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { RunError } from '../../../core/errors.ts';
import type { MigrationProgress } from '../../migration/progress.ts';
import { openConnection } from '../connection/connection.ts';
import { migrateCommand } from './command.ts';
import { parseJob } from './job.ts';
import type { Move } from './move.ts';
import { isHandedOver, phaseOf, progressOf } from './progress-of.ts';

export interface Watching {
  readonly cancel: AbortSignal;
  readonly tell: (progress: MigrationProgress) => void;
}

const LOOK_MS = 100;
/** In s: virsh waits as long as the migration goes on, and we end that, not it. */
const NO_LIMIT = 1_000_000;

/**
 * Until libvirt says that the guest has moved. A signal is listened to until the guest has been handed over: there is no way back then.
 *
 * @param more words of a migration that is begun again
 * @throws HostError with libvirt's words. @throws RunError 'TIMEOUT'; the signal's reason: where it was cancelled
 */
export async function drive(move: Move, watching: Watching, more: readonly string[] = []): Promise<void> {
  await using connection = openConnection(move.source.uri.text);
  const command = [...migrateCommand(move.route, move.spec), ...more];
  let isOver = false;
  const moving = connection.act(command, { limit: NO_LIMIT }).finally(() => {
    isOver = true;
  });
  moving.catch(() => undefined);
  let given: unknown;
  while (!isOver) {
    await look(move, watching);
    given ??= await giveUp(move, watching.cancel);
    await startPostcopy(move);
    await Promise.race([wait(LOOK_MS), moving.catch(() => undefined)]);
  }
  await moving.catch((error: unknown) => {
    throw given ?? error;
  });
}

/** The domain may have gone meanwhile. */
async function look(move: Move, { tell }: Watching): Promise<void> {
  const { connection, uuid } = move.source;
  const text = await connection.act(['domjobinfo', uuid, '--rawstats']).catch(() => '');
  const job = parseJob(text);
  if (Object.keys(job).length === 0) return;
  const at = (performance.now() - move.began.monotonic) / 1000;
  const progress = progressOf(job, { at, phase: phaseOf(move.heard, job.memory_iteration ?? 0) });
  move.progress.push(progress);
  tell(progress);
}

/** Once, and again where libvirt was not ready to be told. @returns why, when it has been told */
async function giveUp(move: Move, cancel: AbortSignal): Promise<unknown> {
  const reason = cancel.aborted ? cancel.reason : lateness(move);
  if (reason === undefined || isHandedOver(move.heard)) return undefined;
  const { connection, uuid } = move.source;
  return connection.act(['domjobabort', uuid]).then(
    () => reason,
    () => undefined,
  );
}

function lateness({ spec: { timeout }, began }: Move): RunError | undefined {
  const isLate = performance.now() - began.monotonic > timeout * 1000;
  return isLate ? new RunError('TIMEOUT', `it took more than ${timeout} s`) : undefined;
}

/** `'postcopy'` does not wait for the first pass to end. */
async function startPostcopy(move: Move): Promise<void> {
  const { mode, passes } = move.spec;
  const pass = move.progress.at(-1)?.iteration ?? 0;
  if (mode === 'precopy' || move.postcopyStarted || pass <= (mode === 'hybrid' ? passes : 0)) return;
  const { connection, uuid } = move.source;
  await connection.act(['migrate-postcopy', uuid]);
  move.postcopyStarted = true;
}
