/**
 * How much memory the guest is left with: its balloon gives the rest back to the hypervisor.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Amount } from '../../../cgroup/limits/amount.ts';
import type { Undo } from '../../../core/undo.ts';
import { memoryNotGivenBack, tooMuchMemory } from '../../no-limit.ts';
import { applySetting } from '../domain-settings.ts';
import { configurationNow, runningDomain } from '../domains.ts';
import type { DomainParts } from '../parts.ts';
import type { XlListed } from '../xl/list-long.ts';
import { kibibytes } from './units.ts';

const BALLOON = { tune: 'memory', parameter: '' } as const;
const MIB = 2 ** 20;
/** In s: a guest gives back some GiB a second. One that has not begun, or stands still, for this long will not. */
const STANDSTILL = 10;
const LOOK_AGAIN_MS = 200;

/** @throws UnsupportedError, and leaves it as it was, where the guest does not give the memory back */
export async function limitMemory(parts: DomainParts, memory: Amount): Promise<Undo> {
  const maximumMemory = mostOf(parts, await configurationNow(parts));
  if (Number(memory) > maximumMemory) throw tooMuchMemory(parts, Number(memory), maximumMemory);
  const bytes = memory === 'max' ? maximumMemory : memory;
  const undo = await applySetting(parts, { ...BALLOON, value: kibibytes(bytes) });
  const reached = await comesTo(parts, bytes).catch(() => false);
  if (reached) return undo;
  await undo.undo();
  parts.session.signal.throwIfAborted();
  throw memoryNotGivenBack(parts, 'xen-balloon');
}

export async function memoryLimitOf(parts: DomainParts): Promise<Amount> {
  const configuration = await configurationNow(parts);
  const { targetMemory } = configuration;
  return targetMemory >= mostOf(parts, configuration) ? 'max' : targetMemory;
}

/** Domain-0 may grow to what the machine has. */
const mostOf = ({ hypervisor }: DomainParts, { maximumMemory }: XlListed): number =>
  Math.min(maximumMemory, hypervisor.memory);

/** xl tells what a domain has to the MiB. One that has less is not made to take more: its balloon does that when it can. */
async function comesTo(parts: DomainParts, bytes: number): Promise<boolean> {
  let [least, since] = [Number.POSITIVE_INFINITY, performance.now()];
  while (performance.now() - since < STANDSTILL * 1000) {
    const { memory } = await runningDomain(parts);
    if (memory < bytes + MIB) return true;
    if (memory < least) [least, since] = [memory, performance.now()];
    await wait(LOOK_AGAIN_MS, undefined, { signal: parts.session.signal });
  }
  return false;
}
