/**
 * How to take back what was done to domains of Xen. A connection is made for each: the one that it was done over may be gone, with the process
 * that had it.
 */
import type { UndoAction, UndoHandlers, UndoOutcome } from '../../core/undo.ts';
import type { Host } from '../../host/host.ts';
import { openDom0 } from './dom0.ts';
import { type DomainPlace, readTune, writeTune } from './domain-settings.ts';
import { isStillThere } from './identity.ts';
import { parseXenUri } from './uri.ts';
import { parseXlList } from './xl/list.ts';
import { xl } from './xl.ts';

/**
 * 'xen-restore' and 'xen-resume'.
 *
 * @param host this machine
 * @example const session = new Session({ store, handlers: { ...xenUndo(host), ...othersOf(host) } });
 */
export const xenUndo = (host: Host): UndoHandlers => ({
  'xen-restore': (action) => onDomain(host, action, restore),
  'xen-resume': (action) => onDomain(host, action, resume),
});

type Reason = string | undefined;

/** What was set while it ran ended with it. @param act resolves to why it left something alone, if it did */
async function onDomain(
  host: Host,
  action: UndoAction,
  act: (dom0: Host, action: UndoAction) => Promise<Reason>,
): Promise<UndoOutcome> {
  await using dom0 = openDom0(parseXenUri(String(action.uri)), host);
  const identity = { id: Number(action.id), uuid: String(action.uuid) };
  const left = (await isStillThere(dom0.host, identity)) ? await act(dom0.host, action) : undefined;
  return left === undefined ? { action } : { action, left };
}

async function restore(dom0: Host, action: UndoAction): Promise<Reason> {
  const { found, written, tune, id, parameter } = action as unknown as Restore;
  const place = { tune, id, parameter };
  const present = await readTune(dom0, place);
  if (present === found) return undefined;
  if (present !== written) return `it is '${present}', which is not the '${written}' that vmlab set`;
  await writeTune(dom0, place, found);
  return undefined;
}

interface Restore extends DomainPlace {
  readonly found: string;
  readonly written: string;
}

async function resume(dom0: Host, { id }: UndoAction): Promise<Reason> {
  const domain = parseXlList(await xl(dom0, ['list'])).find((each) => each.id === id);
  if (domain?.state === 'paused') await xl(dom0, ['unpause', String(id)]);
  return undefined;
}
