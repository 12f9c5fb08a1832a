/**
 * What guests tell of their memory, at hand when a period ends.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { reasonOf } from '../../core/undo.ts';
import { type GuestAddress, guestMemory, usedOf } from '../../record/guest-memory.ts';

export interface Guests extends AsyncDisposable {
  /** Bytes that a VM's programs hold; `undefined` where its guest is not asked. @throws Error where it has not told for a while. */
  usedBy(vm: string): number | undefined;
}

interface Told {
  used?: number;
  /** When, in ms of `performance.now`. */
  at: number;
  problem: string;
}

const RETRY_MS = 1000;
/** An agent tells every second, unless told otherwise; of a longer period two may pass. */
const FRESH_S = 3;

/** Listens to them all until it is disposed of; who is lost is called again each second. */
export function listenToGuests(addresses: Readonly<Record<string, GuestAddress>>, interval: number): Guests {
  const end = new AbortController();
  const told = new Map<string, Told>(
    Object.keys(addresses).map((vm) => [
      vm,
      { at: -Infinity, problem: 'its vmlab-agent memory has not told anything yet' },
    ]),
  );
  const listening = Object.entries(addresses).map(([vm, at]) => keepListening(at, told.get(vm)!, end.signal));
  const fresh = 1000 * Math.max(FRESH_S, 2 * interval);
  return {
    usedBy: (vm) => {
      const last = told.get(vm);
      if (last && performance.now() - last.at > fresh) throw new Error(last.problem);
      return last?.used;
    },
    [Symbol.asyncDispose]: async () => {
      end.abort();
      await Promise.all(listening);
    },
  };
}

async function keepListening(at: GuestAddress, told: Told, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    told.problem = await listen(at, told, signal);
    await wait(RETRY_MS, undefined, { signal }).catch(() => {});
  }
}

/** @returns why it ended */
async function listen(at: GuestAddress, told: Told, signal: AbortSignal): Promise<string> {
  try {
    for await (const memory of guestMemory(at, signal))
      Object.assign(told, { used: usedOf(memory), at: performance.now() });
    return 'its vmlab-agent memory has ended';
  } catch (error) {
    return reasonOf(error);
  }
}
