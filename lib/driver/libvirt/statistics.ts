/**
 * What the host's kernel tells of a domain's own group: QEMU with all its threads.
 */
import type { Reading, StatisticsReadings } from '../../cgroup/dialect.ts';
import { kernelFiles } from '../../cgroup/kernel-files.ts';
import { detectTree } from '../../cgroup/open.ts';
import { v2 } from '../../cgroup/v2.ts';
import { HostError, UnsupportedError } from '../../core/errors.ts';
import type { DomainStatistics } from '../limits.ts';
import { groupsOf } from './counters/process-group.ts';
import { currentXml, pidOf } from './info.ts';
import type { DomainParts } from './parts.ts';

/** @throws, from its methods, UnsupportedError for a domain on another machine; HostError for one that does not run */
export const domainStatistics = (parts: DomainParts): DomainStatistics => ({
  cpu: () => read(parts, ({ cpu }) => cpu, 'cpuacct'),
  memory: () => read(parts, ({ memory }) => memory),
  io: () => read(parts, ({ io }) => io),
  pids: () => read(parts, ({ pids }) => pids),
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

/** @param controller of v1; where libvirt has no group in it, the one of v2 beside it counts as well */
async function read<Value>(
  parts: DomainParts,
  pick: (statistics: StatisticsReadings) => Reading<Value>,
  controller?: string,
): Promise<Value> {
  const { host } = parts;
  const pid = await processOfDomain(parts);
  const [tree, groups] = await Promise.all([detectTree(host), groupsOf(host, pid)]);
  const isElsewhere = controller !== undefined && groups[controller] === undefined && groups.cgroup !== undefined;
  const dialect = isElsewhere ? v2 : tree.dialect;
  return kernelFiles(host, { ...tree, dialect }, groups).read(pick(dialect.statistics));
}
