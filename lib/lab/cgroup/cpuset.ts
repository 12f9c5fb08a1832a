import { parseCpuList } from '../../cgroup/limits/cpu-list.ts';
import type { Undo } from '../../core/undo.ts';
import { handle } from '../handle.ts';
import type { Opening } from '../opening.ts';
import { limit } from './ability.ts';

/** The CPUs that a VM may run on. Source: cpuset(7). */
export interface CpusetHandle {
  /** Reads the list. @example await vm.cgroup.cpuset.cpus() // '0-1' */
  cpus(): Promise<string>;
  /** Keeps the VM to some CPUs. @throws InputError for what is no list; HostError where there are no such CPUs. @example await vm.cgroup.cpuset.cpus('0-1,3') */
  cpus(list: string): Promise<Undo>;
}

export const cpusetHandle = (vm: Opening): CpusetHandle =>
  handle(`cgroup.cpuset of ${vm.name}:`, () => ({ methods: ['cpus'] }), {
    cpus: ((list?: string) => (list === undefined ? readCpus(vm) : setCpus(vm, list))) as CpusetHandle['cpus'],
  });

const readCpus = (vm: Opening) => vm.read(limit('cpuset.cpus'), (limits) => limits.cpus());

async function setCpus(vm: Opening, list: string): Promise<Undo> {
  const cpus = parseCpuList(list);
  return vm.change(limit('cpuset.cpus'), (limits) => limits.limit({ cpus }));
}
