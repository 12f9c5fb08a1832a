/**
 * What the host's kernel tells of a domain's own group: QEMU with all its threads.
 */
import type { Dialect, Reading } from '../../cgroup/dialect.ts';
import { kernelFiles } from '../../cgroup/kernel-files.ts';
import { detectTree } from '../../cgroup/open.ts';
import { HostError, UnsupportedError } from '../../core/errors.ts';
import type { DomainStatistics } from '../limits.ts';
import { groupsOf } from './counters/process-group.ts';
import { currentXml, pidOf } from './info.ts';
import type { DomainParts } from './parts.ts';

/** @throws, from its methods, UnsupportedError for a domain on another machine; HostError for one that does not run */
export const domainStatistics = (parts: DomainParts): DomainStatistics => ({
  cpu: () => read(parts, (dialect) => dialect.statistics.cpu),
  memory: () => read(parts, (dialect) => dialect.statistics.memory),
  io: () => read(parts, (dialect) => dialect.statistics.io),
  pids: () => read(parts, (dialect) => dialect.statistics.pids),
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

async function read<Value>(parts: DomainParts, pick: (dialect: Dialect) => Reading<Value>): Promise<Value> {
  const { host } = parts;
  const pid = await processOfDomain(parts);
  const [tree, groups] = await Promise.all([detectTree(host), groupsOf(host, pid)]);
  return kernelFiles(host, tree, groups).read(pick(tree.dialect));
}
