/** How to take back what this room does to a machine. What is gone already is no error; what is not ours any more is left alone. */
import type { UndoAction, UndoHandlers, UndoOutcome } from '../../../core/undo.ts';
import type { Host } from '../../../host/host.ts';
import { changeClass, removeRoot } from './htb.ts';
import { classRates, isShownAs } from './htb-state.ts';
import { ip, isGone, type Place, tc } from './iproute.ts';
import { GUEST_INTERFACE } from './names.ts';
import { type Limit, type OwnLink, readOwnRate, writeOwnRate } from './rate.ts';
import { removeSharedClass } from './shared-class.ts';
import { removedClass } from './shared-effect.ts';

/**
 * The handlers of `remove-netns`, `remove-link`, `remove-rate`, `restore-rate`, `remove-class` and `restore-class`.
 *
 * @example const session = new Session({ store, handlers: { ...networkUndo(host), ...othersOf(host) } });
 */
export const networkUndo = (host: Host): UndoHandlers => ({
  'remove-netns': outcome(({ netns, mac }) => removeNetns(host, String(netns), mac)),
  'remove-link': outcome(({ interface: device, mac }) => removeLink(host, String(device), String(mac))),
  'remove-rate': outcome((action) => removeRate({ host, ...linkOf(action) })),
  'restore-rate': outcome((action) => restoreRate({ host, ...linkOf(action) }, action)),
  'remove-class': outcome((action) => removeSharedClass({ host }, removedClass(action))),
  'restore-class': outcome((action) => restoreClass(host, action)),
});

type Reason = string | undefined;

/** A handler resolves to why it left something alone, if it did. */
const outcome =
  (act: (action: UndoAction) => Promise<Reason>) =>
  async (action: UndoAction): Promise<UndoOutcome> => {
    const left = await act(action);
    return left === undefined ? { action } : { action, left };
  };

/** A namespace whose `eth0` has another address is a later one of the same name. */
async function removeNetns(host: Host, netns: string, mac: unknown): Promise<Reason> {
  const links = await ip({ host, netns }, ['-json', 'link', 'show']).catch(emptyIfGone);
  const own = (JSON.parse(links) as Link[]).find(({ ifname }) => ifname === GUEST_INTERFACE);
  if (own !== undefined && own.address !== mac) return `namespace ${netns} is another's now`;
  return goneIsFine(ip({ host }, ['netns', 'del', netns]));
}

async function removeLink(host: Host, device: string, mac: string): Promise<Reason> {
  const file = `/sys/class/net/${device}/address`;
  if (!(await host.exists(file))) return undefined;
  if ((await host.readFile(file)).trim() !== mac) return `interface ${device} is another's now`;
  return goneIsFine(ip({ host }, ['link', 'del', device]));
}

const linkOf = ({ netns, interface: device }: UndoAction): OwnLink => ({
  ...(netns !== undefined && { netns: String(netns) }),
  ...(device !== undefined && { interface: String(device) }),
});

const removeRate = ({ interface: device = GUEST_INTERFACE, ...place }: Place & OwnLink): Promise<undefined> =>
  goneIsFine(tc(place, removeRoot(device)));

async function restoreRate(place: Place & OwnLink, { found, set }: UndoAction): Promise<Reason> {
  const shown = await readOwnRate(place).catch(emptyIfGone);
  if (shown === NOTHING) return undefined;
  if (!isShownAs(shown, set as Limit))
    return `the rate of ${place.netns ?? place.interface} was changed since, to ${shown} bytes/s`;
  await writeOwnRate(place, shown, Number(found));
  return undefined;
}

async function restoreClass(host: Host, { interface: device, minor, found, set }: UndoAction): Promise<Reason> {
  const at = { interface: String(device), minor: Number(minor) };
  const shown = classRates(await tc({ host }, ['class', 'show', 'dev', at.interface]).catch(emptyIfGone)).get(at.minor);
  if (shown === undefined) return undefined;
  if (!isShownAs(shown, Number(set))) return `the rate of a class on ${device} was changed since, to ${shown} bytes/s`;
  return goneIsFine(tc({ host }, changeClass(at, Number(found))));
}

interface Link {
  readonly ifname: string;
  readonly address: string;
}

/** Also JSON for "no links". */
const NOTHING = '[]';

const goneIsFine = (done: Promise<string>): Promise<undefined> => done.catch(emptyIfGone).then(() => undefined);

function emptyIfGone(error: unknown): typeof NOTHING {
  if (isGone(error)) return NOTHING;
  throw error;
}
