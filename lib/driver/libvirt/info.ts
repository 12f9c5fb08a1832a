/**
 * What a domain is, and in which state.
 */
import { HostError } from '../../core/errors.ts';
import type { DomainInfo, DomainState } from '../driver.ts';
import { parseDomainStatistics, stateOf } from './domain-statistics.ts';
import type { DomainXml } from './domain-xml/domain-xml.ts';
import { parseDomainXml } from './domain-xml/parse.ts';
import { namesOf } from './names.ts';
import type { DomainParts, LibvirtParts } from './parts.ts';
import { versionOf } from './version.ts';

/** Of all domains, in the order of their names. One that went meanwhile is left out. */
export async function infoOfAll(parts: LibvirtParts): Promise<DomainInfo[]> {
  const names = await namesOf(parts.connection);
  const found = await Promise.all(names.map((name) => infoOf({ ...parts, ...name }).catch(whereGone)));
  return found.filter((info) => info !== undefined);
}

/** Its memory is as old as 1 s: so often QEMU tells libvirt of its balloon. @throws HostError where the domain is gone */
export async function infoOf(parts: DomainParts): Promise<DomainInfo> {
  const [state, xml] = await Promise.all([currentState(parts), currentXml(parts)]);
  const pid = await pidOf(parts, xml);
  const version = await versionOf(parts, xml.emulator);
  return {
    name: xml.name,
    uuid: xml.uuid,
    state,
    vcpus: xml.vcpus,
    maximumMemory: xml.maximumMemory,
    memory: xml.memory,
    ...(pid !== undefined && { pid }),
    accelerator: xml.type === 'qemu' ? 'tcg' : xml.type,
    ...(version !== undefined && { version }),
  };
}

/** @example (await currentState(parts)) === 'running' */
export async function currentState({ connection, uuid }: StateParts): Promise<DomainState> {
  const [fields] = parseDomainStatistics(
    await connection.ask(['domstats', '--raw', '--nowait', '--state', uuid]),
  ).values();
  return stateOf(fields);
}

type StateParts = Pick<DomainParts, 'connection' | 'uuid'>;

export const currentXml = async ({ connection, uuid }: StateParts): Promise<DomainXml> =>
  parseDomainXml(await connection.ask(['dumpxml', uuid]));

/** Of its process, while it runs here: libvirt's protocol does not tell it, its files do. */
export async function pidOf({ host, uri }: LibvirtParts, { id, name }: DomainXml): Promise<number | undefined> {
  if (id === undefined || uri.runDirectory === undefined) return undefined;
  const text = await host.readFile(`${uri.runDirectory}/qemu/${name}.pid`).catch(() => '');
  return Number.parseInt(text, 10) || undefined;
}

/** The words of virsh where there is no (longer) such domain. */
const GONE = /failed to get domain|Domain not found/;

/** @throws what it is given, unless that says that the domain is gone */
export function whereGone(error: unknown): undefined {
  if (error instanceof HostError && GONE.test(error.stderr ?? '')) return undefined;
  throw error;
}
