/**
 * What a domain uses, as kernel files of dom0: sectors that its block backends moved, and bytes that its network backends did. The kernel knows nothing of a
 * domain's CPU time: that is the hypervisor's, and told by xl and xentop only.
 */
import { UnsupportedError } from '../../core/errors.ts';
import type { Counter } from '../../host/counter.ts';
import type { DomainCounters } from '../driver.ts';
import { runningDomain } from './domains.ts';
import type { DomainParts } from './parts.ts';

const BACKENDS = '/sys/bus/xen-backend/devices';
/** xen-blkback counts in these, whatever the disk's own sectors are. */
const SECTOR = 512;

/**
 * @throws UnsupportedError where dom0 is another machine. @throws HostError for a domain that does not run.
 */
export async function countersOf(parts: DomainParts): Promise<DomainCounters> {
  if (parts.uri.ssh !== undefined) throw notHere(parts);
  const { id } = await runningDomain(parts);
  const backends = await parts.dom0.list(BACKENDS);
  const interfaces = await Promise.all(ofDomain(backends, 'vif', id).map((backend) => nameOf(parts, backend)));
  return backendCounters(ofDomain(backends, 'vbd', id), interfaces.flat());
}

/** A backend is named after the domain's id and the device's number: 'vbd-34-51712'. */
export const ofDomain = (backends: readonly string[], kind: 'vbd' | 'vif', id: number): string[] =>
  backends.filter((name) => name.startsWith(`${kind}-${id}-`)).sort();

/** Of a network backend, which its domain's configuration may have renamed. */
const nameOf = ({ dom0 }: DomainParts, backend: string): Promise<string[]> =>
  dom0.list(`${BACKENDS}/${backend}/net`).catch(() => []);

/** What dom0 receives from an interface is what the guest sent. @example backendCounters(['vbd-34-51712'], ['vif34.0']).read?.length // 1 */
export const backendCounters = (disks: readonly string[], interfaces: readonly string[]): DomainCounters => ({
  read: disks.map((disk) => sectors(disk, 'rd_sect')),
  write: disks.map((disk) => sectors(disk, 'wr_sect')),
  rx: interfaces.map((name) => bytes(name, 'tx_bytes')),
  tx: interfaces.map((name) => bytes(name, 'rx_bytes')),
});

const sectors = (disk: string, name: string): Counter => ({
  file: `${BACKENDS}/${disk}/statistics/${name}`,
  parse: (text) => Number.parseInt(text, 10) * SECTOR,
  measuredBy: `${name} of ${disk}, its disk's backend`,
});

const bytes = (name: string, counter: string): Counter => ({
  file: `/sys/class/net/${name}/statistics/${counter}`,
  parse: (text) => Number.parseInt(text, 10),
  measuredBy: `${counter} of ${name}, its interface in dom0`,
});

function notHere({ uri, name }: DomainParts): UnsupportedError {
  const remedy = "they are files of dom0; run vmlab there, with 'xen:'";
  return new UnsupportedError({ what: `reading the kernel's counters of '${name}'`, where: uri.text, remedy });
}
