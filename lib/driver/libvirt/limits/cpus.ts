/** The CPUs of the host that a domain may run on. */
import { parseCpuList } from '../../../cgroup/limits/cpu-list.ts';
import type { Undo } from '../../../core/undo.ts';
import { applyAll, readSetting } from '../domain-settings.ts';
import { currentXml } from '../info.ts';
import type { DomainParts } from '../parts.ts';
import { encodeCpus } from './encode.ts';

export async function setCpus(parts: DomainParts, cpus: string): Promise<Undo> {
  const { vcpus } = await currentXml(parts);
  return applyAll(parts, encodeCpus(cpus, vcpus));
}

/** Those of all its vCPUs together. */
export async function cpusOf(parts: DomainParts): Promise<string> {
  const { vcpus } = await currentXml(parts);
  const places = encodeCpus('', vcpus).filter(({ tune }) => tune === 'vcpu-pin');
  const lists = await Promise.all(places.map((place) => readSetting(parts, place)));
  return parseCpuList(lists.join(','));
}
