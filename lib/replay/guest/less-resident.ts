import type { Host } from '../../host/host.ts';
import type { Counter } from '../../record/counter.ts';
import { createTrace, type Trace } from '../../trace/trace.ts';

/**
 * The host sees of a guest's memory what it has ever touched, and QEMU's own: that is there before the load, so the load holds what the target leaves.
 *
 * @param resident bytes; NaN, not known, takes nothing off
 * @returns the trace with memory as the agent is asked for it, never below zero
 */
export function lessResident({ name, ...columns }: Trace, resident: number): Trace {
  const memory = columns.memory.map((bytes) => Math.max(0, bytes - (resident || 0)));
  return createTrace(name, { ...columns, memory });
}

/** What a level says now; NaN where it cannot be read. */
export async function levelNow(host: Host, counter: Counter | undefined): Promise<number> {
  if (counter?.file === undefined) return Number.NaN;
  return counter.parse(await host.readFile(counter.file).catch(() => ''));
}
