/** The limit on what a VM sends: one HTB class on its own end of the veth, that all its packets go through. */
import type { Undo, UndoAction } from '../../../core/undo.ts';
import { addClass, addRoot, changeClass, removeRoot } from './htb.ts';
import { classRates } from './htb-state.ts';
import { type Command, type Place, tc, tcBatch } from './iproute.ts';
import { GUEST_INTERFACE } from './names.ts';
import type { Parts } from './parts.ts';

const MINOR = 1;
const OWN_CLASS = { interface: GUEST_INTERFACE, minor: MINOR };

/** Bytes a second on the wire, or no limit. */
export type Limit = number | 'max';

/** Sets the limit and journals how to put back what was there. @throws UnsupportedError without HTB in the kernel. */
export async function setOwnRate(parts: Parts, netns: string, set: Limit): Promise<Undo> {
  const place = { host: parts.host, netns };
  const found = await readOwnRate(place);
  const action = undoOf(netns, found, set);
  return parts.session.effect(action, () => writeOwnRate(place, found, set));
}

/** A first limit is simply removed; a later one gives way to what it replaced, unless it was changed meanwhile. */
const undoOf = (netns: string, found: Limit, set: Limit): UndoAction =>
  found === 'max' ? { kind: 'remove-rate', netns } : { kind: 'restore-rate', netns, found, set };

/** The limit that stands, as the kernel tells (tc cuts a rate to about four digits). */
export async function readOwnRate(place: Place): Promise<Limit> {
  return classRates(await tc(place, ['class', 'show', 'dev', GUEST_INTERFACE])).get(MINOR) ?? 'max';
}

/** Changes the limit in the least disturbing way. */
export async function writeOwnRate(place: Place, found: Limit, set: Limit): Promise<void> {
  const commands = ownRateCommands(found, set);
  if (commands.length > 0) await tcBatch(place, commands);
}

/** What leads from one limit to another. A change of rate keeps the queue; only "max" drops it. */
export function ownRateCommands(found: Limit, set: Limit): Command[] {
  if (set === 'max') return found === 'max' ? [] : [removeRoot(GUEST_INTERFACE)];
  if (found !== 'max') return [changeClass(OWN_CLASS, set)];
  return [addRoot(GUEST_INTERFACE, MINOR), addClass(OWN_CLASS, set)];
}

/** The command that sets the rate of a limited VM, as a line for a running `tc -n NETNS -batch -`. */
export const ownRateLine = (rate: number): string => `${changeClass(OWN_CLASS, rate).join(' ')}\n`;
