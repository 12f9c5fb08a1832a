/**
 * What the host's kernel tells of a domain's own group: QEMU with all its threads.
 */
import type { Dialect, Reading, StatisticsReadings } from '../../cgroup/dialect.ts';
import { kernelFiles } from '../../cgroup/kernel-files.ts';
import { detectTree } from '../../cgroup/open.ts';
import type { Tree } from '../../cgroup/tree.ts';
import { v2 } from '../../cgroup/v2.ts';
import { HostError, UnsupportedError } from '../../core/errors.ts';
import type { DomainStatistics } from '../limits.ts';
import { type DomainGroups, groupsOf } from './counters/process-group.ts';
import { currentXml, pidOf } from './info.ts';
import type { DomainParts } from './parts.ts';

/** @throws, from its methods, UnsupportedError for a domain on another machine; HostError for one that does not run */
export const domainStatistics = (parts: DomainParts): DomainStatistics => ({
  cpu: () => read(parts, 'cpuacct', ({ cpu }) => cpu),
  memory: () => read(parts, 'memory', ({ memory }) => memory),
  io: () => read(parts, 'blkio', ({ io }) => io),
  pids: () => read(parts, 'pids', ({ pids }) => pids),
});

/** @throws as `domainStatistics` */
export async function processOfDomain(parts: DomainParts): Promise<number> {
  const { uri, name } = parts;
  if (uri.runDirectory === undefined) {
    const remedy = 'its process is on the machine that it runs on; run vmlab there, with qemu:///system';
    throw new UnsupportedError({ what: `looking at the process of '${name}'`, where: uri.text, remedy });
  }
  const pid = await pidOf(parts, await currentXml(parts));
  if (pid !== undefined) return pid;
  throw new HostError({ host: uri.text, operation: 'look at', target: name, stderr: 'it does not run' });
}

/** @param controller of v1 that counts it */
async function read<Value>(
  parts: DomainParts,
  controller: string,
  pick: (statistics: StatisticsReadings) => Reading<Value>,
): Promise<Value> {
  const { host } = parts;
  const pid = await processOfDomain(parts);
  const [tree, groups] = await Promise.all([detectTree(host), groupsOf(host, pid)]);
  const dialect = counting(tree, groups, controller) ?? notCounted(parts, controller);
  return kernelFiles(host, { ...tree, dialect }, groups).read(pick(dialect.statistics));
}

/** Beside v1 a group of v2 counts CPU time as well, and nothing else. */
function counting({ dialect }: Tree, groups: DomainGroups, controller: string): Dialect | undefined {
  if (groups[dialect.version === 2 ? 'cgroup' : controller] !== undefined) return dialect;
  return controller === 'cpuacct' && groups.cgroup !== undefined ? v2 : undefined;
}

function notCounted({ name, uri }: DomainParts, controller: string): never {
  const remedy = `libvirt has no group of its own for '${name}' there (cgroup_controllers of its qemu.conf)`;
  throw new UnsupportedError({ what: `reading what ${controller} counts`, where: uri.text, remedy });
}
