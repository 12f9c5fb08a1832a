import type { GuestChecker, GuestState, MovedGuest } from './options.ts';
import type { MigrationSpec } from './spec.ts';

export interface Asking {
  readonly signal: AbortSignal;
  /** Where the user named no checker. */
  readonly otherwise: GuestChecker;
}

/** Asks the guest, where that is wanted. One that cannot be asked is lost. @throws the signal's reason */
export async function verifyGuest(spec: MigrationSpec, guest: MovedGuest, asking: Asking): Promise<GuestState> {
  const { signal, otherwise } = asking;
  const { verify, checker = otherwise } = spec;
  if (!verify.includes('guest')) return 'unknown';
  try {
    return await checker(guest, signal);
  } catch {
    signal.throwIfAborted();
    return 'lost';
  }
}

/** What two ways of looking at it come to: bad news first, then who looked closest. */
const ORDER: readonly GuestState[] = ['corrupt', 'lost', 'verified', 'alive', 'unknown'];

/** @example worstOf(['verified', 'lost']) // 'lost' */
export const worstOf = (states: readonly GuestState[]): GuestState =>
  ORDER.find((state) => states.includes(state)) ?? 'unknown';
