/**
 * Ends a process with all its descendants.
 */
import { HostError } from '../core/errors.ts';
import type { Host } from './host.ts';
import { hasEnded, type ProcessStat, parseProcessStat } from './process-stat.ts';

/** Each round finds those that were forked while the round before stopped their parents. */
const ROUNDS = 10;

/**
 * Stops every process of the tree first, so that none can fork meanwhile, then kills them all.
 *
 * @returns the pids that were killed
 * @example await endProcessTree(host, 4242)
 */
export async function endProcessTree(host: Host, root: number): Promise<number[]> {
  const stopped = new Set<number>();
  for (let round = 0; round < ROUNDS; round++) {
    const fresh = descendants(await processes(host), root).filter((pid) => !stopped.has(pid));
    if (fresh.length === 0) break;
    for (const pid of fresh) await signalIfThere(host, pid, 'SIGSTOP');
    for (const pid of fresh) stopped.add(pid);
  }
  for (const pid of stopped) await signalIfThere(host, pid, 'SIGKILL');
  return [...stopped];
}

/** All processes that run now. */
export async function processes(host: Host): Promise<ProcessStat[]> {
  const pids = (await host.list('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(pids.map((pid) => processOf(host, Number(pid))));
  return found.filter((stat) => stat !== undefined);
}

/** Undefined for a process that is not there, or has ended and was not reaped yet. */
export async function processOf(host: Host, pid: number): Promise<ProcessStat | undefined> {
  try {
    const stat = parseProcessStat(await host.readFile(`/proc/${pid}/stat`));
    return hasEnded(stat) ? undefined : stat;
  } catch {
    return undefined;
  }
}

/** The root itself, where it is among them, its children, theirs, and so on. */
export function descendants(all: readonly ProcessStat[], root: number): number[] {
  const tree = new Set(all.filter(({ pid }) => pid === root).map(({ pid }) => pid));
  for (const parent of tree) for (const child of all) if (child.parent === parent) tree.add(child.pid);
  return [...tree];
}

/** A process that is gone needs no signal. */
export async function signalIfThere(host: Host, pid: number, signal: 'SIGKILL' | 'SIGSTOP' | 'SIGTERM'): Promise<void> {
  try {
    await host.signal(pid, signal);
  } catch (error) {
    if (!(error instanceof HostError && error.errno === 'ESRCH')) throw error;
  }
}
