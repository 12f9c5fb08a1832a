/**
 * How to take back what was done to a host's files and processes.
 */
import { HostError } from '../core/errors.ts';
import type { UndoAction, UndoHandler, UndoHandlers, UndoOutcome } from '../core/undo.ts';
import type { Host } from './host.ts';
import { endProcessTree, processOf } from './process-tree.ts';
import { type Entry, textFor, valueIn } from './setting.ts';

/** 'restore-file', 'remove-file', 'remove-directory' and 'end-process'. */
export const hostUndo = (host: Host): UndoHandlers => ({
  'restore-file': (action) => restoreFile(host, action),
  'remove-file': removing((path) => host.removeFile(path)),
  'remove-directory': removing((path) => host.removeDirectory(path)),
  'end-process': (action) => endProcess(host, action),
});

/** Writes `found` back, unless the file holds something else than what was `written` (if that is known): then someone has changed it since. */
async function restoreFile(host: Host, action: UndoAction): Promise<UndoOutcome> {
  const { path, found, written, ...entry } = action as unknown as RestoreFile;
  if (!(await host.exists(path))) return { action };
  const present = valueIn(await host.readFile(path), entry);
  if (same(present, found)) return { action };
  if (written !== undefined && !same(present, written))
    return { action, left: `it holds '${present}', which is not the '${written}' that vmlab wrote` };
  await host.writeFile(path, textFor(found, entry));
  return { action };
}

interface RestoreFile extends Entry {
  readonly path: string;
  readonly found: string;
  readonly written?: string;
}

/** The kernel reads values back with its own white space. */
const same = (one: string, other: string): boolean => words(one) === words(other);
const words = (text: string): string => text.trim().split(/\s+/).join(' ');

/** What is not there needs no removing; a directory that others have put something into is theirs now. */
const removing =
  (remove: (path: string) => Promise<void>): UndoHandler =>
  async (action) => {
    try {
      await remove(String(action.path));
    } catch (error) {
      if (!(error instanceof HostError && error.errno === 'ENOENT')) throw error;
    }
    return { action };
  };

/** Only that very process: a pid with another start time is somebody else. */
async function endProcess(host: Host, action: UndoAction): Promise<UndoOutcome> {
  const pid = Number(action.pid);
  const stat = await processOf(host, pid);
  if (stat?.startTime === String(action.startTime)) await endProcessTree(host, pid);
  return { action };
}
