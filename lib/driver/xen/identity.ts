/**
 * Which domain something was done to: for an undo that comes later, maybe from another process.
 */
import type { Host } from '../../host/host.ts';
import { configurationNow } from './domains.ts';
import type { DomainParts } from './parts.ts';
import { parseXlListLong } from './xl/list-long.ts';
import { xl } from './xl.ts';

/** An id is given once while the hypervisor runs; the UUID tells whether it is still that hypervisor. Domain-0's is ''. */
export interface Identity {
  readonly uri: string;
  readonly id: number;
  readonly uuid: string;
  readonly name: string;
}

/** @throws HostError where it does not run */
export async function identityOf(parts: DomainParts): Promise<Identity> {
  const { id, uuid = '' } = await configurationNow(parts);
  return { uri: parts.uri.text, id, uuid, name: parts.name };
}

/** @returns whether it runs still. One that was started anew is another. */
export async function isStillThere(dom0: Host, { id, uuid }: Pick<Identity, 'id' | 'uuid'>): Promise<boolean> {
  const all = parseXlListLong(await xl(dom0, ['list', '-l']));
  return all.some((each) => each.id === id && (each.uuid ?? '') === uuid);
}
