import type { Host } from '../../host/host.ts';
import type { TunePlace, TuneState } from './tunes.ts';
import { parseXlListLong, type XlListed } from './xl/list-long.ts';
import { parseXlVcpuList } from './xl/vcpu-list.ts';
import { xl } from './xl.ts';

/** What there is to know of a value of one domain, and of setting it; undefined where that does not run. */
export async function tuneState(
  dom0: Host,
  { tune }: TunePlace,
  isIt: (listed: XlListed) => boolean,
): Promise<TuneState | undefined> {
  const listed = parseXlListLong(await xl(dom0, ['list', '-l'])).find(isIt);
  if (!listed || tune !== 'affinity') return listed && { listed, vcpus: [] };
  return { listed, vcpus: parseXlVcpuList(await xl(dom0, ['vcpu-list', String(listed.id)])) };
}
