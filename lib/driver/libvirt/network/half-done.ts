/**
 * What libvirt leaves on a tap when it cannot limit it. It makes an HTB with one class and then its leaf, an sfq; or an ingress qdisc and then its
 * filter, with `police`. Kernels without the second keep the first.
 */
import type { Host } from '../../../host/host.ts';
import { tc } from '../../local/network/iproute.ts';
import { type Qdisc, qdiscsOf } from './qdiscs.ts';

/** Takes it away; what is whole is left alone. @throws HostError with the words of tc */
export async function removeHalfDone(host: Host, tap: string): Promise<void> {
  if (!(await host.exists(`/sys/class/net/${tap}`))) return;
  const qdiscs = await qdiscsOf(host, tap);
  if (isHalfRoot(qdiscs)) await tc({ host }, ['qdisc', 'del', 'dev', tap, 'root', 'handle', LIBVIRTS_ROOT]);
  if (!qdiscs.some(({ kind }) => kind === 'ingress')) return;
  const filters = await tc({ host }, ['filter', 'show', 'dev', tap, 'parent', 'ffff:']);
  if (filters.trim() === '') await tc({ host }, ['qdisc', 'del', 'dev', tap, 'ingress']);
}

const LIBVIRTS_ROOT = '1:';

const isHalfRoot = (qdiscs: readonly Qdisc[]): boolean =>
  qdiscs.some(({ kind, handle, root }) => root && kind === 'htb' && handle === LIBVIRTS_ROOT) &&
  !qdiscs.some(({ parent }) => parent === '1:1');
