/**
 * What a VM has used so far, by the counters of the host.
 */
import { monotonic, NS_PER_SECOND } from '../../core/clock.ts';
import type { Counter } from '../../host/counter.ts';
import type { Host } from '../../host/host.ts';
import type { Opening } from '../opening.ts';

/** What a VM has used up to a moment, as its host counts it. `NaN` is what is not counted here. */
export interface VmStats {
  /** s, of no particular origin: the difference of two is the time between them. */
  readonly at: number;
  /** s of CPU time; of a guest, with all that the hypervisor does for it. */
  readonly cpu: number;
  /** bytes now */
  readonly memory: number;
  /** bytes so far; rx is what it received. */
  readonly read: number;
  readonly write: number;
  readonly rx: number;
  readonly tx: number;
}

/** @throws VmlabError 'NOT_OPEN'; HostError where it does not run */
export async function statsOf(vm: Opening, host: Host): Promise<VmStats> {
  const { cpu, memory, read, write, rx, tx } = await vm.current().domain.counters();
  const sum = (counters: readonly (Counter | undefined)[] = []) => sumOf(host, counters);
  return {
    at: Number(monotonic()) / NS_PER_SECOND,
    cpu: await sum([cpu]),
    memory: await sum([memory]),
    read: await sum(read),
    write: await sum(write),
    rx: await sum(rx),
    tx: await sum(tx),
  };
}

/** One that cannot be read now is not known, and neither is the sum. */
async function sumOf(host: Host, counters: readonly (Counter | undefined)[]): Promise<number> {
  if (counters.length === 0) return Number.NaN;
  const values = await Promise.all(counters.map((counter) => countOf(host, counter)));
  return values.reduce((sum, value) => sum + value, 0);
}

async function countOf(host: Host, counter: Counter | undefined): Promise<number> {
  if (counter === undefined) return Number.NaN;
  const text = await host.readFile(counter.file).catch(() => undefined);
  if (text === undefined) return Number.NaN;
  return text === '' ? (counter.empty ?? Number.NaN) : counter.parse(text);
}
