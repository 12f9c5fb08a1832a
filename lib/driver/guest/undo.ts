/**
 * How to take back what was done in a guest, by a process that may not be the one that did it.
 */
import type { UndoAction, UndoHandlers, UndoOutcome } from '../../core/undo.ts';
import type { Host } from '../../host/host.ts';
import { openConnection } from '../libvirt/connection/connection.ts';
import { guestAgent } from '../libvirt/guest-agent.ts';
import { currentState, whereGone } from '../libvirt/info.ts';
import { guestByAgent } from './by-agent.ts';
import { guestBySsh } from './by-ssh.ts';
import type { GuestReach } from './guest.ts';
import { removeCopies } from './remove-copies.ts';

/** What the journal says of the agent's copy in a guest. `directories` are those where it may be. */
export const removeCopiesAction = (reach: GuestReach | undefined, directories: readonly string[]): UndoAction => ({
  kind: 'guest-remove-copies',
  directories,
  ...(reach as object),
});

/** 'guest-remove-copies'. A guest that ended with the process that had it, or that is shut off, needs nothing. */
export const guestUndo = (host: Host): UndoHandlers => ({ 'guest-remove-copies': (action) => undo(host, action) });

async function undo(host: Host, action: UndoAction): Promise<UndoOutcome> {
  const { reach, directories } = action as unknown as Partial<GuestReach> & { readonly directories: readonly string[] };
  if (reach === 'ssh') await removeCopies(guestBySsh(action as unknown as SshReach, host), directories);
  if (reach === 'libvirt') await removeByLibvirt(action as unknown as LibvirtReach, directories);
  return { action };
}

type SshReach = GuestReach & { readonly reach: 'ssh' };
type LibvirtReach = GuestReach & { readonly reach: 'libvirt' };

async function removeByLibvirt({ uri, uuid }: LibvirtReach, directories: readonly string[]): Promise<void> {
  const connection = openConnection(uri);
  const place = { connection, uuid };
  try {
    if ((await currentState(place).catch(whereGone)) !== 'running') return;
    await removeCopies(guestByAgent(guestAgent(place), { by: `the guest agent of ${uuid}` }), directories);
  } finally {
    await connection[Symbol.asyncDispose]();
  }
}
