/**
 * Sets a group's limits, each with an undo.
 */
import type { Undo, UndoOutcome } from '../core/undo.ts';
import { undoAll } from '../core/undo-all.ts';
import type { Setting } from '../host/setting.ts';
import { Settings } from '../host/settings.ts';
import { diskNumbers } from './device.ts';
import type { Dialect } from './dialect.ts';
import type { KernelFiles } from './kernel-files.ts';
import { type IoLimitsInput, type Limits, parseIoLimits } from './limits/limits.ts';
import type { CgroupParts } from './parts.ts';

export interface Limiter {
  /** All of them or, where one fails, none. @throws UnsupportedError, HostError with the kernel's errno. */
  limit(limits: Limits): Promise<Undo>;
  limitIo(limits: IoLimitsInput): Promise<Undo>;
  undoAll(): Promise<UndoOutcome[]>;
}

export function limiter(parts: CgroupParts, dialect: Dialect, files: KernelFiles): Limiter {
  const settings = new Settings(parts);
  const limit = async (limits: Limits) => {
    const located = dialect.encode(limits).map(async (each) => ({ ...each, file: await files.existing(each.file) }));
    return setAll(settings, await Promise.all(located));
  };
  const limitIo = async (input: IoLimitsInput) =>
    limit({ io: parseIoLimits(input, await diskNumbers(parts.host, input.device)) });
  return { limit, limitIo, undoAll: () => settings.undoAll() };
}

async function setAll(settings: Settings, wanted: readonly Setting[]): Promise<Undo> {
  const done: Undo[] = [];
  try {
    for (const setting of wanted) done.push(await settings.set(setting));
    return undoAll(done);
  } catch (error) {
    await undoAll(done).undo();
    throw error;
  }
}
