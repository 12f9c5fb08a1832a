/**
 * VMs that somebody else manages, and that are there already. They go on when nobody holds them any more; what was set on them is undone.
 */
import { Shared } from '../../core/shared.ts';
import type { Undo, UndoOutcome } from '../../core/undo.ts';
import type { Driver } from '../../driver/driver.ts';
import type { Domains, HeldVm } from './domains.ts';
import { checkOptions } from './options.ts';

/** @example const domains = driven(await connectLibvirt('qemu:///system', parts)) */
export function driven(driver: Driver): Domains {
  const shared = new Shared<HeldVm>();
  return {
    uri: driver.uri,
    makes: false,
    check: (_, options) => checkOptions(driver.uri, options, ['ssh']),
    hold: (name) => shared.hold(name, () => heldDomain(driver, name)),
    names: () => driver.names(),
    [Symbol.asyncDispose]: () => driver[Symbol.asyncDispose](),
  };
}

async function heldDomain(driver: Driver, name: string): Promise<HeldVm> {
  const domain = await driver.domain(name);
  const done: Undo<unknown>[] = [];
  return { domain, took: (undo) => void done.push(undo), close: () => undoAll(done) };
}

/** The last first. */
async function undoAll(done: Undo<unknown>[]): Promise<UndoOutcome[]> {
  const outcomes: UndoOutcome[] = [];
  for (let last = done.pop(); last; last = done.pop()) outcomes.push(await last.undo());
  return outcomes;
}
