/** Before libvirt limits a tap it takes away all that is there. */
import { VmlabError } from '../../../core/errors.ts';
import type { Host } from '../../../host/host.ts';
import { qdiscsOf } from './qdiscs.ts';

/** @throws VmlabError 'FOREIGN_QDISC' where the tap has a qdisc that neither the kernel nor libvirt made */
export async function refuseForeign(host: Host, tap: string): Promise<void> {
  const foreign = (await qdiscsOf(host, tap)).find(({ kind }) => kind !== 'noqueue');
  if (!foreign) return;
  const message = `the tap ${tap} has a qdisc '${foreign.kind} ${foreign.handle}' that neither libvirt nor vmlab made`;
  throw new VmlabError('FOREIGN_QDISC', message);
}
