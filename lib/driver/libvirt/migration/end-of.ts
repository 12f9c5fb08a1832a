/**
 * What ends a migration before its time.
 */
import { RunError } from '../../../core/errors.ts';
import type { Move } from './move.ts';
import { isBroken, isHandedOver } from './progress-of.ts';

/** libvirt waits for QEMU's monitor, and that may wait for ever for a page that does not come. */
export const STUCK_S = 30;

export interface End {
  /** Tells libvirt to give up where it is to, and still can: again, where it was not ready to be told. */
  ask(): Promise<void>;
  /** Why it was told. */
  readonly reason?: unknown;
  /** It was told, or its link broke, long ago, and libvirt has not come to an end. */
  isStuck(): boolean;
}

export function endOf(move: Move, cancel: AbortSignal): End {
  let told: { readonly reason: unknown; readonly at: number } | undefined;
  const { connection, uuid } = move.source;
  return {
    async ask() {
      const reason = cancel.aborted ? cancel.reason : lateness(move);
      if (told || reason === undefined || isHandedOver(move.heard)) return;
      const heard = await connection.act(['domjobabort', uuid]).then(
        () => true,
        () => false,
      );
      if (heard) told = { reason, at: performance.now() };
    },
    get reason() {
      return told?.reason;
    },
    isStuck: () => silence(move, told?.at) > STUCK_S * 1000,
  };
}

function lateness({ spec: { timeout }, began }: Move): RunError | undefined {
  const isLate = performance.now() - began.monotonic > timeout * 1000;
  return isLate ? new RunError('TIMEOUT', `it took more than ${timeout} s`) : undefined;
}

/** ms since libvirt should have come to an end; 0 where it need not. */
function silence({ heard }: Move, toldAt: number | undefined): number {
  if (toldAt !== undefined) return performance.now() - toldAt;
  return isBroken(heard) ? Date.now() - (heard.source.at(-1)?.at ?? Number.NaN) * 1000 : 0;
}
