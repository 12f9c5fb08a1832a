import type { Host } from '../host/host.ts';
import { machineTime, treeTime } from '../host/machine-time.ts';
import { stopwatch } from './stopwatch.ts';
import type { Trial } from './trial.ts';

/** How long a trial took, and what else the machine did meanwhile. */
export type Usage = Pick<Trial, 'startedAt' | 'seconds' | 'others' | 'load'>;

/** Less CPU time than this has passed in too few ticks (of 10 ms) for a share to mean anything. */
const LEAST_CORE_SECONDS = 0.5;

/** Begins to measure; the function that it returns ends it. @example const stop = await startMeter(host, process.pid); const { others } = await stop(); */
export async function startMeter(host: Host, pid: number): Promise<() => Promise<Usage>> {
  const [startedAt, before] = [new Date().toISOString(), await read(host, pid)];
  const elapsed = stopwatch();
  return async () => {
    const seconds = elapsed();
    const after = await read(host, pid);
    return { startedAt, seconds, others: othersOf(before, after), load: { before: before.load, after: after.load } };
  };
}

interface Reading {
  readonly busy: number;
  readonly idle: number;
  readonly own: number;
  readonly load: number;
}

async function read(host: Host, pid: number): Promise<Reading> {
  const load = Number((await host.readFile('/proc/loadavg')).split(' ')[0]);
  return { ...(await machineTime(host)), own: await treeTime(host, pid), load };
}

/** The share of all CPU time. Own time may be booked a tick before the machine's. */
export function othersOf(before: Omit<Reading, 'load'>, after: Omit<Reading, 'load'>): number {
  const busy = after.busy - before.busy;
  const all = busy + after.idle - before.idle;
  return all < LEAST_CORE_SECONDS ? Number.NaN : Math.max(0, busy - (after.own - before.own)) / all;
}
