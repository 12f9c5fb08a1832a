/**
 * What a domain uses, as kernel files of this machine: a recorder reads them without asking libvirt for anything.
 */
import { v1 } from '../../../cgroup/v1.ts';
import { v2 } from '../../../cgroup/v2.ts';
import { HostError, UnsupportedError } from '../../../core/errors.ts';
import type { Counter } from '../../../host/counter.ts';
import type { DomainCounters } from '../../driver.ts';
import type { DomainXml } from '../domain-xml/domain-xml.ts';
import { currentXml, pidOf } from '../info.ts';
import type { DomainParts } from '../parts.ts';
import { type DomainGroups, groupsOf } from './process-group.ts';
import { tapCounters } from './taps.ts';

/**
 * CPU, memory and disks of its cgroup: QEMU with all its threads, and what of its reads and writes reached the host's disks (its page cache
 * is not the guest's affair). Network from its taps.
 *
 * @throws UnsupportedError for a domain on another machine. @throws HostError for one that does not run.
 */
export async function countersOf(parts: DomainParts): Promise<DomainCounters> {
  if (parts.uri.runDirectory === undefined) throw notHere(parts);
  const xml = await currentXml(parts);
  const pid = await pidOf(parts, xml);
  if (pid === undefined) throw notRunning(parts);
  return domainCounters(xml, await groupsOf(parts.host, pid));
}

/** @example domainCounters(xml, await groupsOf(host, 4242)).cpu?.file // '/sys/fs/cgroup/machine.slice/machine-qemu\\x2d1\\x2dvm1.scope/cpu.stat' */
export function domainCounters({ interfaces }: DomainXml, groups: DomainGroups): DomainCounters {
  const one = v1.counters();
  const two = v2.counters();
  const inV1 = (controller: string, counter?: Counter) => counter && placed(groups[controller], counter);
  const inV2 = (counter?: Counter) => counter && placed(groups.cgroup, counter);
  return defined({
    cpu: inV1('cpuacct', one.cpu) ?? inV2(two.cpu),
    memory: inV1('memory', one.memory) ?? inV2(two.memory),
    read: listed(inV1('blkio', one.read) ?? inV2(two.read)),
    write: listed(inV1('blkio', one.write) ?? inV2(two.write)),
    ...tapCounters(interfaces),
  });
}

const placed = (directory: string | undefined, counter: Counter): Counter | undefined =>
  directory === undefined ? undefined : { ...counter, file: `${directory}/${counter.file}` };

const listed = (counter?: Counter): Counter[] | undefined => counter && [counter];

const defined = (counters: DomainCounters): DomainCounters =>
  Object.fromEntries(Object.entries(counters).filter(([, value]) => value !== undefined));

function notHere({ uri, name }: DomainParts): UnsupportedError {
  const remedy = 'they are files of the machine that it runs on; run vmlab there, with qemu:///system';
  return new UnsupportedError({ what: `reading the kernel's counters of '${name}'`, where: uri.text, remedy });
}

const notRunning = ({ uri, name }: DomainParts): HostError =>
  new HostError({ host: uri.text, operation: 'count what is used by', target: name, stderr: 'it does not run' });
