/**
 * Sets a group's limits, each with an undo.
 */
import { allOrNone } from '../core/all-or-none.ts';
import type { Undo, UndoOutcome } from '../core/undo.ts';
import type { Setting } from '../host/setting.ts';
import { Settings } from '../host/settings.ts';
import { diskNumbers } from './device.ts';
import type { Dialect } from './dialect.ts';
import { type HeldLimits, heldLimits } from './hold.ts';
import type { KernelFiles } from './kernel-files.ts';
import { type IoLimitsInput, type Limits, parseIoLimits } from './limits/limits.ts';
import type { CgroupParts } from './parts.ts';
import { type Throttle, throttleOf } from './throttle.ts';

export interface Limiter {
  /** All of them or, where one fails, none. @throws UnsupportedError, HostError with the kernel's errno. */
  limit(limits: Limits): Promise<Undo>;
  limitIo(limits: IoLimitsInput): Promise<Undo>;
  /** As `limitIo`, for a clock that moves the limit while it stands. */
  throttle(limits: IoLimitsInput): Promise<Throttle>;
  /** As `limit`, for limits that will be moved while they stand: in the end they go back to what they were, whatever they hold then. */
  hold(limits: Limits): Promise<HeldLimits>;
  undoAll(): Promise<UndoOutcome[]>;
}

export function limiter(parts: CgroupParts, dialect: Dialect, files: KernelFiles): Limiter {
  const settings = new Settings(parts);
  const located = (limits: Limits) =>
    Promise.all(dialect.encode(limits).map(async (each) => ({ ...each, file: await files.existing(each.file) })));
  const limit = async (limits: Limits) => setAll(settings, await located(limits));
  const setMoving = async (limits: Limits) =>
    setAll(
      settings,
      (await located(limits)).map((each) => ({ ...each, rewritten: true })),
    );
  const limitIo = async (input: IoLimitsInput) =>
    limit({ io: parseIoLimits(input, await diskNumbers(parts.host, input.device)) });
  const throttle = async (input: IoLimitsInput) => {
    const disk = await diskNumbers(parts.host, input.device);
    return throttleOf({ dialect, files }, disk, await setMoving({ io: parseIoLimits(input, disk) }));
  };
  const hold = async (limits: Limits) => heldLimits(parts.host, await setMoving(limits), located);
  return { limit, limitIo, throttle, hold, undoAll: () => settings.undoAll() };
}

const setAll = (settings: Settings, wanted: readonly Setting[]): Promise<Undo> =>
  allOrNone(wanted.map((setting) => () => settings.set(setting)));
