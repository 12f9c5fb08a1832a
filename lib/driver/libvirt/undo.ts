/**
 * How to take back what was done to libvirt's domains. A connection is made for each: the one that it was done over may be gone, with the
 * process that had it.
 */
import type { UndoAction, UndoHandlers, UndoOutcome } from '../../core/undo.ts';
import type { Host } from '../../host/host.ts';
import { type Connection, openConnection } from './connection/connection.ts';
import { type DomainSetting, readSetting, writeSetting } from './domain-settings.ts';
import { currentState, whereGone } from './info.ts';
import { removeHalfDone } from './network/half-done.ts';
import { removeIngress } from './network/ingress.ts';
import { restoreNoqueue } from './network/noqueue.ts';
import { tuneOf } from './tune/tunes.ts';
import { parseLibvirtUri } from './uri.ts';

/**
 * 'libvirt-restore', 'libvirt-resume', 'libvirt-noqueue' and 'libvirt-remove-ingress'. Rates on taps need those of local networks as well.
 *
 * @example const session = new Session({ store, handlers: { ...libvirtUndo(host), ...othersOf(host) } });
 */
export const libvirtUndo = (host: Host): UndoHandlers => ({
  'libvirt-restore': (action) => restoreSetting(host, action),
  'libvirt-resume': (action) => onDomain(action, resume),
  'libvirt-noqueue': (action) => restoreNoqueue(host, action),
  'libvirt-remove-ingress': (action) => removeIngress(host, action),
});

interface Place {
  readonly connection: Connection;
  readonly uuid: string;
}

type Reason = string | undefined;

/** What was set while it ran ended with it. @param act resolves to why it left something alone, if it did */
async function onDomain(
  action: UndoAction,
  act: (place: Place, action: UndoAction) => Promise<Reason>,
): Promise<UndoOutcome> {
  const connection = openConnection(String(action.uri));
  const place = { connection, uuid: String(action.uuid) };
  try {
    const state = await currentState(place).catch(whereGone);
    const runs = state === 'running' || state === 'paused';
    const left = runs ? await act(place, action) : undefined;
    return left === undefined ? { action } : { action, left };
  } finally {
    await connection[Symbol.asyncDispose]();
  }
}

/** A tap that libvirt could not limit is not as it was before. */
async function restoreSetting(host: Host, action: UndoAction): Promise<UndoOutcome> {
  const outcome = await onDomain(action, restore);
  if (action.tune === 'domiftune' && parseLibvirtUri(String(action.uri)).isLocal)
    await removeHalfDone(host, String(action.device));
  return outcome;
}

async function restore(place: Place, action: UndoAction): Promise<Reason> {
  const { tune, parameter, device, found, written } = action as unknown as Restore;
  const setting = { tune, parameter, device, value: found };
  const present = await readSetting(place, setting);
  if (present === found && !tuneOf(tune).moves) return undefined;
  if (written !== undefined && present !== written && present !== found)
    return `it is '${present}', which is not the '${written}' that vmlab set`;
  await writeSetting(place, setting);
  return undefined;
}

interface Restore extends DomainSetting {
  readonly found: string;
  readonly written?: string;
}

async function resume({ connection, uuid }: Place): Promise<Reason> {
  if ((await currentState({ connection, uuid })) === 'paused') await connection.act(['resume', uuid]);
  return undefined;
}
