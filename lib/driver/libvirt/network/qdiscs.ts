/** The qdiscs of a tap that somebody made: those that the kernel made by itself have the handle 0. */
import type { Host } from '../../../host/host.ts';
import { tc } from '../../local/network/iproute.ts';

export interface Qdisc {
  readonly kind: string;
  readonly handle: string;
  readonly root?: boolean;
  readonly parent?: string;
}

/** @throws HostError where there is no such tap */
export async function qdiscsOf(host: Host, tap: string): Promise<Qdisc[]> {
  const all = JSON.parse((await tc({ host }, ['-json', 'qdisc', 'show', 'dev', tap])) || '[]') as Qdisc[];
  return all.filter(({ handle }) => handle !== '0:');
}

export const rootOf = async (host: Host, tap: string): Promise<Qdisc | undefined> =>
  (await qdiscsOf(host, tap)).find(({ root }) => root);
