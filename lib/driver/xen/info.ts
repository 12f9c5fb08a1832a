/**
 * What a domain is, and in which state.
 */
import { HostError } from '../../core/errors.ts';
import type { DomainInfo } from '../driver.ts';
import { type ListedDomain, listedDomains } from './domains.ts';
import type { KnownFile } from './known-files.ts';
import type { DomainParts, XenParts } from './parts.ts';
import type { XlInfo } from './xl/info.ts';
import { parseXlList } from './xl/list.ts';
import { xl } from './xl.ts';

/** Of all domains, in the order of their names. */
export async function infoOfAll(parts: XenParts): Promise<DomainInfo[]> {
  const { dom0, known, hypervisor } = parts;
  return infosOf({ listed: await listedDomains(dom0), known, hypervisor });
}

/** Of all domains, in order. */
export async function namesOf({ dom0, known }: XenParts): Promise<string[]> {
  const running = parseXlList(await xl(dom0, ['list'])).flatMap(({ name }) => name ?? []);
  return [...new Set([...running, ...known.map(({ configuration }) => configuration.name)])].sort();
}

/** @throws HostError where it is gone */
export async function infoOf(parts: DomainParts): Promise<DomainInfo> {
  const info = (await infoOfAll(parts)).find(({ name }) => name === parts.name);
  if (info) return info;
  const { dom0, name } = parts;
  throw new HostError({ host: dom0.uri, operation: 'look up', target: name, stderr: 'it is gone' });
}

export interface Found {
  readonly listed: readonly ListedDomain[];
  readonly known: readonly KnownFile[];
  readonly hypervisor: XlInfo;
}

/** Those that run, and those that could. */
export function infosOf({ listed, known, hypervisor }: Found): DomainInfo[] {
  const names = new Set(listed.map(({ name }) => name));
  const off = known.filter(({ configuration }) => !names.has(configuration.name));
  return [
    ...listed.map((domain) => infoOfListed(domain, hypervisor)),
    ...off.map((file) => infoOfKnown(file, hypervisor)),
  ].sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** Memory to the MiB. Domain-0 may grow to what the machine has. */
function infoOfListed({ configuration, name, ...domain }: ListedDomain, { memory, version }: XlInfo): DomainInfo {
  return {
    name,
    ...(configuration?.uuid !== undefined && { uuid: configuration.uuid }),
    state: domain.state,
    vcpus: domain.vcpus,
    maximumMemory: Math.min(configuration?.maximumMemory ?? Number.NaN, memory),
    memory: domain.memory,
    accelerator: 'xen',
    version,
  };
}

/** xl makes up a UUID each time it reads a file that names none. */
const infoOfKnown = ({ configuration }: KnownFile, { version }: XlInfo): DomainInfo => ({
  name: configuration.name,
  state: 'shutoff',
  vcpus: configuration.vcpus ?? Number.NaN,
  maximumMemory: configuration.maximumMemory,
  memory: configuration.targetMemory,
  accelerator: 'xen',
  version,
});
