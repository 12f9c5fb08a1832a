/**
 * A slice of this machine as a VM like all others.
 */
import type { Group } from '../../../cgroup/group.ts';
import type { Host } from '../../../host/host.ts';
import { machineSize } from '../../../host/machine-size.ts';
import type { Domain, DomainCounters, DomainInfo } from '../../driver.ts';
import type { GuestExecOptions, GuestOutput } from '../../guest/guest.ts';
import { execArguments } from '../exec-arguments.ts';
import type { Slice } from '../slice.ts';
import { groupLimits, groupStatistics } from './group-limits.ts';
import { askMembers, endMembers } from './members.ts';
import { memoryOf } from './memory.ts';
import { sliceNetwork } from './network.ts';

/** It runs as long as it stands: programs in it come and go. Without a group it has little but `exec`. */
export const sliceDomain = (host: Host, slice: Slice): Domain => ({
  name: slice.name,
  info: () => infoOf(host, slice),
  counters: async () => countersOf(slice),
  start: async () => undefined,
  exec: (argv, options) => execIn(host, slice, { argv, options }),
  ...(slice.group && ofGroup(host, slice, slice.group)),
  ...(slice.network && { network: sliceNetwork(slice.network, slice.name) }),
});

const ofGroup = (host: Host, { name }: Slice, group: Group): Partial<Domain> => ({
  limits: groupLimits(group),
  statistics: groupStatistics(group),
  processes: () => group.processes(),
  pause: () => group.freeze(),
  resume: () => group.thaw(),
  shutdown: (options) => askMembers({ host, group, name }, options?.signal),
  destroy: () => endMembers({ host, group, name }),
  memory: async () => memoryOf(group, (await machineSize(host)).memory),
});

async function infoOf(host: Host, { name, group }: Slice): Promise<DomainInfo> {
  const { cores, memory } = await machineSize(host);
  const limit = (await group?.read((dialect) => dialect.memory)) ?? 'max';
  const state = (await group?.read((dialect) => dialect.freezer.state)) ?? 'thawed';
  const maximumMemory = limit === 'max' ? memory : Math.min(limit, memory);
  const isPaused = state === 'frozen';
  return { name, state: isPaused ? 'paused' : 'running', vcpus: cores, maximumMemory, memory: maximumMemory };
}

/** Nothing of a slice without a group is counted. */
export function countersOf({ group, network }: Slice): DomainCounters {
  const { cpu, memory, read, write } = group?.counters ?? {};
  return {
    ...(cpu && { cpu }),
    ...(memory && { memory }),
    ...(read && { read: [read] }),
    ...(write && { write: [write] }),
    ...(network && { rx: [network.counters.rx], tx: [network.counters.tx] }),
  };
}

interface Exec {
  readonly argv: readonly string[];
  readonly options?: GuestExecOptions;
}

/** A member of its groups from its first instruction, in its network, and ended when we end. */
async function execIn(host: Host, { joinFiles, network }: Slice, { argv, options }: Exec): Promise<GuestOutput> {
  const place = { joinFiles, ...(network && { netns: network.netns }) };
  const {
    exitCode = 0,
    stdout,
    stderr,
  } = await host.run(execArguments(place, argv), { ...options, anyExitCode: true });
  return { exitCode, stdout, stderr };
}
