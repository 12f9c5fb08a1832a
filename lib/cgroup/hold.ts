/**
 * Limits that a scheduler moves while they stand: one undo for all that they ever were.
 */
import type { Undo } from '../core/undo.ts';
import type { Host } from '../host/host.ts';
import { type Setting, textFor } from '../host/setting.ts';
import type { Limits } from './limits/limits.ts';

export interface HeldLimits extends Undo {
  /** Sets the same kinds of limits anew. The undo goes back to what was there before the first. @throws HostError with the kernel's errno. */
  move(limits: Limits): Promise<void>;
}

/** @param locate what to write for limits, with the paths of the files */
export const heldLimits = (host: Host, undo: Undo, locate: (limits: Limits) => Promise<Setting[]>): HeldLimits => ({
  ...undo,
  move: async (limits) => {
    for (const { file, value, ...entry } of await locate(limits)) await host.writeFile(file, textFor(value, entry));
  },
});
