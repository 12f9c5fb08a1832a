import type { Host } from './host.ts';
import { descendants, processes } from './process-tree.ts';

/** USER_HZ, the unit of /proc/stat: 100 on every architecture that Node runs on (time(7)). */
const TICKS = 100;

/** What the CPUs of a machine have done since it was started, in core-seconds. */
export interface MachineTime {
  /** What a hypervisor took is no time of theirs to give: it is in here. */
  readonly busy: number;
  readonly idle: number;
}

/** The first line of /proc/stat (proc_stat(5)). @example (await machineTime(localHost())).busy */
export async function machineTime(host: Host): Promise<MachineTime> {
  const [line = ''] = (await host.readFile('/proc/stat')).split('\n');
  const [user, nice, system, idle, iowait, irq, softirq, steal] = line.trim().split(/\s+/).slice(1).map(Number);
  return { busy: (user + nice + system + irq + softirq + steal) / TICKS, idle: (idle + iowait) / TICKS };
}

/**
 * What a process and all that descends from it have used since they were started, in core-seconds, with those that have ended. It only grows, unless
 * one of them left without having been waited for.
 */
export async function treeTime(host: Host, root: number): Promise<number> {
  const all = await processes(host);
  const tree = new Set(descendants(all, root));
  return all.filter(({ pid }) => tree.has(pid)).reduce((sum, { ticks }) => sum + ticks, 0) / TICKS;
}
