import { type Amounts, eachResource } from '../columns.ts';
import type { HostReading, VmReading } from './plant.ts';

/** What happened to a VM between two readings. */
export interface Use {
  /** Cores, bytes, bytes a second; `NaN` where either reading has none, or a counter went backwards. */
  readonly used: Amounts;
  /** Seconds by which a quota held it back, in parts of the time. Counted for each CPU: may pass 1. */
  readonly throttled: number;
  /** The part of the time in which some task of it waited for a CPU. */
  readonly waited: number;
}

export const NOTHING_KNOWN: Amounts = eachResource(() => Number.NaN);

/** Over the time that really passed between the two. */
export function useBetween(before: VmReading, after: VmReading): Use {
  const seconds = after.at - before.at;
  const rate = (from: number, to: number) => (seconds > 0 && to >= from ? (to - from) / seconds : Number.NaN);
  return {
    used: {
      cpu: rate(before.cpu, after.cpu),
      memory: after.memory,
      read: rate(before.read, after.read),
      write: rate(before.write, after.write),
    },
    throttled: rate(before.throttled, after.throttled),
    waited: rate(before.waited, after.waited),
  };
}

/** The part of the host's CPU time that was used, of 1; `NaN` where it is not known. */
export function busyShare(before: HostReading | undefined, after: HostReading): number {
  const busy = after.busy - (before?.busy ?? Number.NaN);
  const idle = after.idle - (before?.idle ?? Number.NaN);
  return busy + idle > 0 ? busy / (busy + idle) : Number.NaN;
}
