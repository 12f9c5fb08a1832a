/**
 * The end of a migration that failed.
 */
import { HostError, RunError } from '../../../core/errors.ts';
import { reasonOf } from '../../../core/undo.ts';
import { migrationResult } from '../../migration/result.ts';
import type { Survivor } from '../../migration/survivor.ts';
import { figuresOf } from './figures-of.ts';
import { qemuLog } from './log.ts';
import type { Move } from './move.ts';
import { settle } from './settle.ts';

/** Sees to it that one copy of the guest goes on. @returns what to throw for `error`: the signal's reason where it was cancelled */
export async function failure(move: Move, error: unknown, cancel: AbortSignal): Promise<unknown> {
  if (error instanceof RunError && error.result !== undefined) return error;
  const { survivor, note } = await settle(move);
  if (cancel.aborted && error === cancel.reason && survivor === 'source') return error;
  const guest = survivor === 'none' ? 'lost' : 'unknown';
  const [source, destination] = [await qemuLog(move.source), await qemuLog(move.destination)];
  const log = { source: `${wordsOf(error)}\n${source}`, destination };
  const result = migrationResult(await figuresOf(move, { guest, survivor, notes: note ? [note] : [], log }));
  const code = error instanceof RunError ? error.code : 'MIGRATION';
  return new RunError(code, `${sentence(move, error)}; ${WHERE[survivor]}${note ? ` (${note})` : ''}`, {
    cause: error,
    result,
  });
}

const WHERE: Readonly<Record<Survivor, string>> = {
  source: 'the guest goes on at the source',
  destination: 'the guest goes on at the destination',
  none: 'the guest runs nowhere',
};

const sentence = ({ source, progress }: Move, error: unknown): string =>
  `the migration of ${source.name} failed (${progress.at(-1)?.phase ?? 'setup'}): ${wordsOf(error)}`;

/** libvirt's own, where it has any. */
const wordsOf = (error: unknown): string => (error instanceof HostError && error.stderr) || reasonOf(error);
