import { sumOf } from '../../cgroup/statistics/disks.ts';
import { monotonic, NS_PER_SECOND } from '../../core/clock.ts';
import type { Host } from '../../host/host.ts';
import type { Vm } from '../../lab/vm/vm.ts';

/** What a VM has used up to a moment, by the kernel's counters. `NaN` is what is not counted here. */
export interface Usage {
  /** s, of no particular origin */
  readonly at: number;
  /** s of CPU time */
  readonly cpu: number;
  /** bytes now */
  readonly memory: number;
  /** bytes so far */
  readonly read: number;
  readonly write: number;
  readonly tx: number;
  readonly rx: number;
}

/** What counts only upwards. */
export const COUNTED = ['cpu', 'read', 'write', 'tx', 'rx'] as const;

/** @example (await usageOf(vm, lab.parts.host)).cpu // 12.5 */
export async function usageOf({ cgroup, slice }: Vm, host: Host): Promise<Usage> {
  const counter = async (counted?: { readonly file: string; parse(text: string): number }) =>
    counted ? counted.parse(await host.readFile(counted.file)) : Number.NaN;
  const [cpu, memory, io, tx, rx] = await Promise.all([
    cgroup.cpu.stat().catch(() => undefined),
    cgroup.memory.stat().catch(() => undefined),
    cgroup.io.stat().catch(() => undefined),
    counter(slice.network?.counters.tx).catch(() => Number.NaN),
    counter(slice.network?.counters.rx).catch(() => Number.NaN),
  ]);
  return {
    at: Number(monotonic()) / NS_PER_SECOND,
    cpu: cpu?.usage ?? Number.NaN,
    memory: memory?.current ?? Number.NaN,
    read: io ? sumOf(io.disks, 'read') : Number.NaN,
    write: io ? sumOf(io.disks, 'write') : Number.NaN,
    ...{ tx, rx },
  };
}

/** What was used between two moments, a second; memory is that of the later. */
export function ratesBetween(before: Usage, after: Usage): Usage {
  const rates = COUNTED.map((what) => [what, (after[what] - before[what]) / (after.at - before.at)] as const);
  return { ...after, ...Object.fromEntries(rates) };
}
