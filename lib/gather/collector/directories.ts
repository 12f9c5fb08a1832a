import { dirname } from 'node:path';
import { groupsOf } from '../../driver/libvirt/counters/process-group.ts';
import type { Host } from '../../host/host.ts';
import type { Vm } from '../../lab/vm/vm.ts';

/** The directories of a VM's group, wherever they are: on cgroup v1 there are several. @throws HostError where it does not run */
export async function directoriesOf(vm: Vm, host: Host): Promise<string[]> {
  const { domain, slice } = vm.held;
  const { cpu, memory, read = [] } = await domain.counters();
  const counted = [cpu, memory, ...read].flatMap((counter) => (counter ? [dirname(counter.file)] : []));
  const pid = slice ? undefined : (await domain.info()).pid;
  const ofProcess = pid === undefined ? {} : await groupsOf(host, pid).catch(() => ({}));
  return [...new Set([...(slice?.group?.paths ?? []), ...counted, ...Object.values(ofProcess)])];
}
