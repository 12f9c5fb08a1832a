/**
 * The processes of groups, and their end.
 */
import { HostError } from '../core/errors.ts';
import type { Host } from '../host/host.ts';
import { signalIfThere } from '../host/process-tree.ts';

/** Pids in a group itself, not in those below it. A group that is gone has none. */
export async function membersOf(host: Host, group: string): Promise<number[]> {
  try {
    return (await host.readFile(`${group}/cgroup.procs`)).split('\n').filter(Boolean).map(Number);
  } catch (error) {
    if (isGone(error)) return [];
    throw error;
  }
}

/**
 * Sends SIGKILL to all in a group, once: by `cgroup.kill` (v2, Linux 5.14), which nothing can escape by forking, else one by one.
 * What is frozen cannot die on v1, so it is thawed first.
 */
export async function killMembers(host: Host, group: string): Promise<void> {
  if (await host.exists(`${group}/freezer.state`)) await write(host, `${group}/freezer.state`, 'THAWED');
  if (await host.exists(`${group}/cgroup.kill`)) await write(host, `${group}/cgroup.kill`, '1');
  for (const pid of await membersOf(host, group)) await signalIfThere(host, pid, 'SIGKILL');
}

/** The group may go at any moment. */
const write = (host: Host, file: string, value: string): Promise<void> =>
  host.writeFile(file, value).catch((error) => {
    if (!isGone(error)) throw error;
  });

/** ENODEV: a file of a group that was removed while it was open. */
export const isGone = (error: unknown): boolean =>
  error instanceof HostError && ['ENOENT', 'ENODEV'].includes(error.errno ?? '');
