/**
 * Who is counted how: by group where perf can tell groups apart, else by process.
 */
import { detectLayout } from '../../../cgroup/layout.ts';
import type { Host } from '../../../host/host.ts';
import type { Vm } from '../../../lab/vm/vm.ts';
import type { CollectorContext } from '../../collector/collector.ts';
import { directoriesOf } from '../../collector/directories.ts';
import type { PerfTarget } from './arguments.ts';

/** Who is counted, and of whom there is nothing to count. */
export interface PerfTargets {
  readonly targets: readonly PerfTarget[];
  /** Neither a group that perf can tell from others, nor a process at the start. */
  readonly uncounted: readonly string[];
}

/** The host, all VMs that have a group in one, and one each for the others. Who comes later is not counted. */
export async function targetsOf({ host, hostName, vms }: CollectorContext): Promise<PerfTargets> {
  const root = await rootOfGroups(host);
  const found = await Promise.all((await vms()).map((vm) => placeOf(vm, host, root)));
  const groups = found.flatMap(({ name, group }) => (group === undefined ? [] : [[group, name] as const]));
  const alone = found.filter(({ group, pids }) => group === undefined && pids.length > 0);
  const targets: readonly PerfTarget[] = [
    { kind: 'host', name: hostName },
    ...(groups.length > 0 ? [{ kind: 'groups', vms: Object.fromEntries(groups) } as const] : []),
    ...alone.map(({ name, pids }) => ({ kind: 'processes', name, pids }) as const),
  ];
  const uncounted = found.filter(({ group, pids }) => group === undefined && pids.length === 0);
  return { targets, uncounted: uncounted.map(({ name }) => name) };
}

/** Where perf looks for groups: the v1 hierarchy of its own or, without that, v2. One that is mounted nowhere keeps v2 from counting. */
async function rootOfGroups(host: Host): Promise<string | undefined> {
  const files = ['/proc/self/mountinfo', '/proc/self/cgroup'].map((file) => host.readFile(file).catch(() => ''));
  const [mountinfo = '', own = ''] = await Promise.all(files);
  const { v1, unified, unmounted } = detectLayout(mountinfo, own);
  return v1.perf_event ?? (unmounted.includes('perf_event') ? undefined : unified);
}

interface Place {
  readonly name: string;
  readonly group?: string;
  readonly pids: readonly number[];
}

async function placeOf(vm: Vm, host: Host, root?: string): Promise<Place> {
  const directories = await directoriesOf(vm, host).catch(() => []);
  const directory = directories.find(
    (each) => root !== undefined && each.startsWith(`${root}/`) && !each.includes(','),
  );
  const pids = (await vm.held.domain.processes?.().catch(() => [])) ?? [];
  return {
    name: vm.name,
    pids,
    ...(directory !== undefined && { group: directory.slice((root as string).length + 1) }),
  };
}
