/**
 * The CPUs that a group has from the start.
 */
import type { Host } from '../host/host.ts';
import type { Hierarchy } from './tree.ts';

/** On v1 a new group has no CPUs and no memory nodes, and no process can join it before it has: it gets what the group above has. */
export async function fillCpuset(host: Host, { controllers, version }: Hierarchy, path: string): Promise<void> {
  if (version === 2 || !controllers.includes('cpuset')) return;
  for (const file of ['cpuset.cpus', 'cpuset.mems']) {
    if ((await host.readFile(`${path}/${file}`)).trim() !== '') continue;
    await host.writeFile(`${path}/${file}`, (await host.readFile(`${path}/../${file}`)).trim());
  }
}

/**
 * On v2 a group without a list has the CPUs of the group above. But a limit could not be taken back to that: the kernel refuses an empty list
 * (ENOSPC, validate_change in kernel/cgroup/cpuset.c) while processes run in the group. So it has a list before any process comes.
 */
export async function listCpus(host: Host, { controllers, version }: Hierarchy, path: string): Promise<void> {
  if (version === 1 || !controllers.includes('cpuset')) return;
  await host.writeFile(`${path}/cpuset.cpus`, (await host.readFile(`${path}/cpuset.cpus.effective`)).trim());
}
