/**
 * The end of a migration that failed.
 */
import { RunError } from '../../../core/errors.ts';
import { reasonOf } from '../../../core/undo.ts';
import { migrationResult } from '../../migration/result.ts';
import type { Survivor } from '../../migration/survivor.ts';
import { figuresOf } from './figures-of.ts';
import type { Move } from './move.ts';
import { settle } from './survivor.ts';

/** Sees to it that one copy of the guest goes on. @returns what to throw for `error`: the signal's reason where it was cancelled */
export async function failure(move: Move, error: unknown, cancel: AbortSignal): Promise<unknown> {
  if (error instanceof RunError && error.result !== undefined) return error;
  const survivor = await settle(move);
  if (cancel.aborted && survivor === 'source') return cancel.reason;
  const guest = move.comparison?.differing ? 'corrupt' : survivor === 'none' ? 'lost' : 'unknown';
  const result = migrationResult(figuresOf(move, { source: {}, destination: {}, guest, survivor }));
  const code = error instanceof RunError ? error.code : 'MIGRATION';
  return new RunError(code, `${sentence(move, error)}; ${WHERE[survivor]}`, { cause: error, result });
}

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
