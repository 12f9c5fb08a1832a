import type { UndoOutcome } from '../../core/undo.ts';
import type { Domain } from '../../driver/driver.ts';
import type { Guest } from '../../driver/guest/guest.ts';

/** A VM whose loads are made by an agent in its guest. */
export interface GuestVm {
  readonly domain: Domain;
  readonly guest: Guest;
  readonly agents: GuestAgents;
}

/** A VM that is perhaps one of those. */
export interface MaybeGuestVm {
  readonly name: string;
  /** What is needed of it; undefined: it is a slice of this machine. Opens it. */
  guestVm?(): Promise<GuestVm | undefined>;
}

/** Copies of vmlab-agent in guests, one each, held by all who use it. */
export interface GuestAgents {
  hold(guest: Guest): Promise<GuestHold>;
}

export interface GuestHold {
  readonly agent: { readonly path: string; readonly directory: string };
  release(): Promise<UndoOutcome[]>;
}

/** @returns undefined for a slice, and for no VM at all */
export const guestVmOf = async (vm: MaybeGuestVm | undefined): Promise<GuestVm | undefined> => vm?.guestVm?.();
