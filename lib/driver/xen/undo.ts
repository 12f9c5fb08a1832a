/**
 * How to take back what was done to domains of Xen. A connection is made for each: the one that it was done over may be gone, with the process
 * that had it.
 */
import type { UndoAction, UndoHandlers, UndoOutcome } from '../../core/undo.ts';
import type { Host } from '../../host/host.ts';
import { openDom0 } from './dom0.ts';
import { listedDomains } from './domains.ts';
import { type Identity, isSame } from './identity.ts';
import { tuneState } from './tune-state.ts';
import { type TunePlace, valueIn, wordsFor } from './tunes.ts';
import { parseXenUri } from './uri.ts';
import { xl } from './xl.ts';

/**
 * 'xen-restore' and 'xen-resume'. What was set on a domain while it ran has ended with it.
 *
 * @param host this machine
 * @example const session = new Session({ store, handlers: { ...xenUndo(host), ...othersOf(host) } });
 */
export const xenUndo = (host: Host): UndoHandlers => ({
  'xen-restore': (action) => inDom0(host, action, restore),
  'xen-resume': (action) => inDom0(host, action, resume),
});

type Reason = string | undefined;

/** @param act resolves to why it left something alone, if it did */
async function inDom0(
  host: Host,
  action: UndoAction,
  act: (dom0: Host, action: UndoAction) => Promise<Reason>,
): Promise<UndoOutcome> {
  await using dom0 = openDom0(parseXenUri(String(action.uri)), host);
  const left = await act(dom0.host, action);
  return left === undefined ? { action } : { action, left };
}

async function restore(dom0: Host, action: UndoAction): Promise<Reason> {
  const { found, written, tune, parameter, id, uuid } = action as unknown as Restore;
  const place = { tune, parameter };
  const state = await tuneState(dom0, place, isSame({ id, uuid }));
  const present = state ? valueIn(state, place) : found;
  if (!state || present === found) return undefined;
  if (present !== written) return `it is '${present}', which is not the '${written}' that vmlab set`;
  await xl(dom0, wordsFor(state, place, found));
  return undefined;
}

interface Restore extends TunePlace, Identity {
  readonly found: string;
  readonly written: string;
}

async function resume(dom0: Host, action: UndoAction): Promise<Reason> {
  const isIt = isSame({ id: Number(action.id), uuid: String(action.uuid) });
  const domain = (await listedDomains(dom0)).find(({ configuration }) => configuration && isIt(configuration));
  if (domain?.state === 'paused') await xl(dom0, ['unpause', String(domain.id)]);
  return undefined;
}
