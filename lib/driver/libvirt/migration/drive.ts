/**
 * Drives a migration to its end: looks at it, decides, does.
 */
import { RunError } from '../../../core/errors.ts';
import type { MigrationProgress } from '../../migration/progress.ts';
import { openConnection } from '../connection/connection.ts';
import { migrateCommand } from './command.ts';
import { type End, endOf, STUCK_S } from './end-of.ts';
import { completedJob, passStarts } from './events.ts';
import { parseJob } from './job.ts';
import type { Move } from './move.ts';
import { phaseOf, progressOf } from './progress-of.ts';

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
 * @throws HostError with libvirt's words. @throws RunError 'TIMEOUT'; 'MIGRATION' where it is stuck; the signal's reason: where it was cancelled
 */
export async function drive(move: Move, watching: Watching, more: readonly string[] = []): Promise<void> {
  await using connection = openConnection(move.source.uri.text);
  const [end, left] = [endOf(move, watching.cancel), new AbortController()];
  const command = [...migrateCommand(move.route, move.spec), ...more];
  const moving = settled(connection.act(command, { limit: NO_LIMIT, signal: left.signal }));
  try {
    while (!moving.isOver) await step(move, watching, { end, over: moving.over });
  } catch (error) {
    left.abort(error);
  }
  const error = await moving.over;
  if (error !== undefined) throw end.reason ?? error;
  const job = completedJob(move.heard.source);
  if (job) report(move, job, watching.tell);
}

/** @throws what ends it with its virsh, which libvirt takes as told to cancel it */
async function step(
  move: Move,
  watching: Watching,
  { end, over }: { readonly end: End; readonly over: Promise<unknown> },
): Promise<void> {
  await look(move, watching);
  await end.ask();
  await startPostcopy(move);
  if (end.isStuck()) throw new RunError('MIGRATION', `libvirt has not come to an end for ${STUCK_S} s`);
  await Promise.race([move.nextLook(LOOK_MS), over]);
}

/** A promise whose end can be asked for, and does not throw. */
function settled(promise: Promise<unknown>): { readonly isOver: boolean; readonly over: Promise<unknown> } {
  let isOver = false;
  const over = promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  void over.then(() => {
    isOver = true;
  });
  return {
    over,
    get isOver() {
      return isOver;
    },
  };
}

/** The domain may have gone meanwhile. */
async function look(move: Move, { tell }: Watching): Promise<void> {
  const { connection, uuid } = move.source;
  const text = await connection.act(['domjobinfo', uuid, '--rawstats']).catch(() => '');
  const job = parseJob(text);
  if (Object.keys(job).length === 0) return;
  report(move, job, tell);
}

function report(move: Move, job: Readonly<Record<string, number>>, tell: Watching['tell']): void {
  const at = (performance.now() - move.began.monotonic) / 1000;
  const progress = progressOf(job, { at, phase: phaseOf(move.heard, job.memory_iteration ?? 0) });
  move.progress.push(progress);
  tell(progress);
}

/** `'postcopy'` does not wait for the first pass to end. Where libvirt was not ready to be told, or has come to the end meanwhile, it is told again, or not. */
async function startPostcopy(move: Move): Promise<void> {
  const { mode, passes } = move.spec;
  const pass = Math.max(move.progress.at(-1)?.iteration ?? 0, ...passStarts(move.heard.source, 0).keys());
  if (mode === 'precopy' || move.postcopyStarted || pass <= (mode === 'hybrid' ? passes : 0)) return;
  const { connection, uuid } = move.source;
  move.postcopyStarted = await connection.act(['migrate-postcopy', uuid]).then(
    () => true,
    () => false,
  );
}
