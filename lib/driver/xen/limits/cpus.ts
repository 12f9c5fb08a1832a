/** The CPUs of the host that a domain may run on: its hard affinity. What it would rather run on (soft) stays as it is. */
import { parseCpuList } from '../../../cgroup/limits/cpu-list.ts';
import type { Undo } from '../../../core/undo.ts';
import { applyAll } from '../domain-settings.ts';
import { runningDomain } from '../domains.ts';
import type { DomainParts } from '../parts.ts';
import { parseXlVcpuList, type XlVcpu } from '../xl/vcpu-list.ts';
import { xl } from '../xl.ts';

export async function setCpus(parts: DomainParts, cpus: string): Promise<Undo> {
  const vcpus = await vcpusOf(parts);
  return applyAll(
    parts,
    vcpus.map(({ vcpu }) => ({ tune: 'affinity', parameter: String(vcpu), value: cpus })),
  );
}

/** Those of all its vCPUs together. */
export const cpusOf = async (parts: DomainParts): Promise<string> =>
  togetherOf(
    (await vcpusOf(parts)).map(({ affinity }) => affinity),
    parts.hypervisor.cpus,
  );

/** @param cpus how many there are. @example togetherOf(['1', 'all'], 4) // '0-3' */
export const togetherOf = (affinities: readonly string[], cpus: number): string =>
  parseCpuList(affinities.map((each) => (each === 'all' ? `0-${cpus - 1}` : each)).join(','));

async function vcpusOf(parts: DomainParts): Promise<XlVcpu[]> {
  const { id } = await runningDomain(parts);
  return parseXlVcpuList(await xl(parts.dom0, ['vcpu-list', String(id)])).filter((each) => each.id === id);
}
