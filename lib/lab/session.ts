/**
 * The session of this process: this machine, its journal on disk, and all that is known of taking effects back.
 */
import { cgroupUndo } from '../cgroup/undo.ts';
import type { JournalStore } from '../core/journal.ts';
import { cleanUp, Session } from '../core/session.ts';
import type { UndoHandlers } from '../core/undo.ts';
import { guestUndo } from '../driver/guest/undo.ts';
import { libvirtUndo } from '../driver/libvirt/undo.ts';
import { networkUndo } from '../driver/local/network/undo.ts';
import type { SliceParts } from '../driver/local/parts.ts';
import { xenUndo } from '../driver/xen/undo.ts';
import type { Host } from '../host/host.ts';
import { closeAtEnd, tellWhatWasLeft } from '../host/local/ending.ts';
import { localHost } from '../host/local/host.ts';
import { journalStore } from '../host/local/journal-store.ts';
import { isAlive, thisProcess } from '../host/local/owner.ts';
import { localStateDirectory } from '../host/local/state-directory.ts';
import { hostUndo } from '../host/undo.ts';

/** What a lab is made of. */
export interface LabParts extends SliceParts {
  readonly store: JournalStore;
  readonly handlers: UndoHandlers;
}

/**
 * A session on this machine. Before its first effect it cleans up what dead sessions left, and it closes itself when the process ends.
 *
 * @throws what node:fs throws where /proc is not mounted
 */
export function localParts(): LabParts {
  const host = localHost();
  const owner = thisProcess();
  const directory = localStateDirectory();
  const store = journalStore(directory, owner);
  const handlers = allHandlers(host);
  const session = new Session({ store, handlers, onFirstEffect: (it) => begin(it, store, handlers) });
  return { host, session, store, handlers, names: { directory: directory.path, owner, isAlive } };
}

/** Every kind of effect that any room of vmlab has on a machine. */
const allHandlers = (host: Host): UndoHandlers => ({
  ...hostUndo(host),
  ...cgroupUndo(host),
  ...networkUndo(host),
  ...libvirtUndo(host),
  ...guestUndo(host),
  ...xenUndo(host),
});

async function begin(session: Session, store: JournalStore, handlers: UndoHandlers): Promise<void> {
  closeAtEnd(session);
  tellWhatWasLeft(await cleanUp({ store, handlers }));
}
