/**
 * Limits of a running domain, through libvirt.
 */
import type { Limits } from '../../../cgroup/limits/limits.ts';
import { allOrNone } from '../../../core/all-or-none.ts';
import type { Undo } from '../../../core/undo.ts';
import type { DomainLimits } from '../../limits.ts';
import { noTaskLimit } from '../../no-limit.ts';
import type { DomainParts } from '../parts.ts';
import { quotaOf, setQuota, setWeight, weightOf } from './cpu.ts';
import { cpusOf, setCpus } from './cpus.ts';
import { limitDisk, limitsOfDisks, parseDiskLimits } from './disks.ts';
import { limitMemory, memoryLimitOf } from './memory.ts';

export const domainLimits = (parts: DomainParts): DomainLimits => ({
  limit: (limits) => limitAll(parts, limits),
  limitIo: async (input) => limitDisk(parts, await parseDiskLimits(parts, input)),
  quota: () => quotaOf(parts),
  weight: () => weightOf(parts),
  cpus: () => cpusOf(parts),
  memory: () => memoryLimitOf(parts),
  io: () => limitsOfDisks(parts),
});

async function limitAll(parts: DomainParts, { cpu, weight, cpus, memory, io, pids }: Limits): Promise<Undo> {
  if (pids !== undefined) throw noTaskLimit(parts);
  return allOrNone([
    ...(cpu === undefined ? [] : [() => setQuota(parts, cpu)]),
    ...(weight === undefined ? [] : [() => setWeight(parts, weight)]),
    ...(cpus === undefined ? [] : [() => setCpus(parts, cpus)]),
    ...(io === undefined ? [] : [() => limitDisk(parts, io)]),
    ...(memory === undefined ? [] : [() => limitMemory(parts, memory)]),
  ]);
}
