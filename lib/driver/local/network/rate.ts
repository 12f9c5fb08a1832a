/** The limit on what goes into a link that is one VM's alone: one HTB class, that all its packets go through. */
import type { Undo, UndoAction } from '../../../core/undo.ts';
import { addClass, addRoot, changeClass, removeRoot } from './htb.ts';
import { classRates } from './htb-state.ts';
import { type Command, type Place, tc, tcBatch } from './iproute.ts';
import { GUEST_INTERFACE } from './names.ts';
import type { Parts } from './parts.ts';

const MINOR = 1;

/** Where it is. Without an interface it is the VM's own end of its veth. */
export interface OwnLink {
  readonly netns?: string;
  readonly interface?: string;
}

/** Bytes a second on the wire, or no limit. */
export type Limit = number | 'max';

/** Sets the limit and journals how to put back what was there. @throws UnsupportedError without HTB in the kernel. */
export async function setOwnRate(parts: Parts, link: OwnLink, set: Limit): Promise<Undo> {
  const place = { host: parts.host, ...link };
  const found = await readOwnRate(place);
  return parts.session.effect(undoOf(link, found, set), () => writeOwnRate(place, found, set));
}

/** A first limit is simply removed; a later one gives way to what it replaced, unless it was changed meanwhile. */
const undoOf = (link: OwnLink, found: Limit, set: Limit): UndoAction =>
  found === 'max' ? { kind: 'remove-rate', ...link } : { kind: 'restore-rate', ...link, found, set };

/** The limit that stands, as the kernel tells (tc cuts a rate to about four digits). */
export async function readOwnRate({ interface: device = GUEST_INTERFACE, ...place }: Place & OwnLink): Promise<Limit> {
  return classRates(await tc(place, ['class', 'show', 'dev', device])).get(MINOR) ?? 'max';
}

/** Changes the limit in the least disturbing way. */
export async function writeOwnRate(place: Place & OwnLink, found: Limit, set: Limit): Promise<void> {
  const commands = ownRateCommands(found, set, place.interface);
  if (commands.length > 0) await tcBatch(place, commands);
}

/** What leads from one limit to another. A change of rate keeps the queue; only "max" drops it. */
export function ownRateCommands(found: Limit, set: Limit, device = GUEST_INTERFACE): Command[] {
  const own = { interface: device, minor: MINOR };
  if (set === 'max') return found === 'max' ? [] : [removeRoot(device)];
  if (found !== 'max') return [changeClass(own, set)];
  return [addRoot(device, MINOR), addClass(own, set)];
}

/** The command that sets the rate of a limited VM, as a line for a running `tc -n NETNS -batch -`. */
export const ownRateLine = (rate: number): string => `${ownRateCommands(rate, rate).flat().join(' ')}\n`;
