/**
 * libvirt gives a tap the qdisc `noqueue`, as nobody on the host waits for a guest. It has to go before there can be another, and comes back after.
 */
import type { Undo, UndoAction, UndoOutcome } from '../../../core/undo.ts';
import type { Host } from '../../../host/host.ts';
import { isGone, tc } from '../../local/network/iproute.ts';
import type { DomainParts } from '../parts.ts';
import { rootOf } from './qdiscs.ts';

/** @returns nothing where there is none */
export async function withoutNoqueue({ host, session }: DomainParts, tap: string): Promise<Undo<unknown>[]> {
  const root = await rootOf(host, tap);
  if (root?.kind !== 'noqueue') return [];
  const action = { kind: 'libvirt-noqueue', interface: tap };
  return [await session.effect(action, () => tc({ host }, ['qdisc', 'del', 'dev', tap, 'root']))];
}

/** Where nobody has made another since. */
export async function restoreNoqueue(host: Host, action: UndoAction): Promise<UndoOutcome> {
  const tap = String(action.interface);
  try {
    if (!(await rootOf(host, tap))) await tc({ host }, ['qdisc', 'add', 'dev', tap, 'root', 'noqueue']);
  } catch (error) {
    if (!isGone(error)) throw error;
  }
  return { action };
}
