/** The limit on what a VM sends through an interface that others use too: a class of its own there, by the VM's source address. */
import { createHash } from 'node:crypto';
import { InputError } from '../../../core/errors.ts';
import type { Undo } from '../../../core/undo.ts';
import { undoAll } from '../../../core/undo-all.ts';
import { changeClass } from './htb.ts';
import { tc } from './iproute.ts';
import type { Parts } from './parts.ts';
import type { Limit } from './rate.ts';
import { findSharedClass, readClasses, removeSharedClass } from './shared-class.ts';
import { addSharedClass, removeClassAction } from './shared-effect.ts';
import { checkRoot, isFreeMinor } from './shared-root.ts';
import { requireShaping } from './supported.ts';

/** A VM on an interface: which one, and the address that its packets come from. */
export interface Sender {
  readonly interface: string;
  readonly source: string;
}

const ATTEMPTS = 8;

/** Sets the limit and journals its undo. @throws VmlabError FOREIGN_QDISC, UnsupportedError. */
export async function setSharedRate(parts: Parts, sender: Sender, set: Limit): Promise<Undo> {
  await checkRoot(parts, sender.interface);
  const found = await findSharedClass(parts, sender.interface, { source: sender.source });
  if (set === 'max') return found === undefined ? undoAll([]) : unlimit(parts, sender, found.minor);
  if (found === undefined) return limit(parts, sender, set);
  const at = { interface: sender.interface, minor: found.minor };
  const action = { kind: 'restore-class', ...at, found: found.rate, set };
  return parts.session.effect(action, async () => void (await tc(parts, changeClass(at, set))));
}

/** The limit that stands, as the kernel tells. */
export const readSharedRate = async (parts: Parts, sender: Sender): Promise<Limit> =>
  (await findSharedClass(parts, sender.interface, { source: sender.source }))?.rate ?? 'max';

/** Minors to try, from a place that depends on the VM, so that two rarely meet. */
export function* freeMinors(source: string, taken: ReadonlyMap<number, number>): Generator<number> {
  const start = createHash('sha256').update(source).digest().readUInt16BE();
  for (let step = 0; step <= 0xffff; step++) {
    const minor = (start + step) & 0xffff;
    if (isFreeMinor(minor) && !taken.has(minor)) yield minor;
  }
}

async function limit(parts: Parts, { interface: device, source }: Sender, rate: number): Promise<Undo> {
  await requireShaping(parts);
  for (let attempt = 1; ; attempt++) {
    const { value: minor } = freeMinors(source, await readClasses(parts, device)).next();
    if (minor === undefined) throw new InputError({ expected: `a free class on ${device}`, received: 'none' });
    try {
      return await addSharedClass(parts, { interface: device, minor, match: { source } }, rate);
    } catch (error) {
      if (attempt === ATTEMPTS || !(error instanceof InputError)) throw error;
    }
  }
}

/** What is taken away here is not put back at the end: the class was vmlab's own. */
async function unlimit(parts: Parts, { interface: device, source }: Sender, minor: number): Promise<Undo> {
  const gone = { interface: device, minor, match: { source } };
  return parts.session.effect(removeClassAction(gone), async () => void (await removeSharedClass(parts, gone)));
}
