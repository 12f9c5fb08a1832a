/**
 * Limits of a running domain, through xl.
 */
import type { Limits } from '../../../cgroup/limits/limits.ts';
import { allOrNone } from '../../../core/all-or-none.ts';
import { UnsupportedError } from '../../../core/errors.ts';
import type { Undo } from '../../../core/undo.ts';
import type { DomainLimits } from '../../limits.ts';
import { noTaskLimit } from '../../no-limit.ts';
import type { DomainParts } from '../parts.ts';
import { quotaOf, setQuota, setWeight, weightOf } from './cpu.ts';
import { cpusOf, setCpus } from './cpus.ts';
import { limitMemory, memoryLimitOf } from './memory.ts';

export const domainLimits = (parts: DomainParts): DomainLimits => ({
  limit: (limits) => limitAll(parts, limits),
  limitIo: () => Promise.reject(noIo(parts)),
  quota: () => quotaOf(parts),
  weight: () => weightOf(parts),
  cpus: () => cpusOf(parts),
  memory: () => memoryLimitOf(parts),
  io: async () => [],
});

async function limitAll(parts: DomainParts, { cpu, weight, cpus, memory, io, pids }: Limits): Promise<Undo> {
  if (pids !== undefined) throw noTaskLimit(parts);
  if (io !== undefined) throw noIo(parts);
  return allOrNone([
    ...(cpu === undefined ? [] : [() => setQuota(parts, cpu)]),
    ...(weight === undefined ? [] : [() => setWeight(parts, weight)]),
    ...(cpus === undefined ? [] : [() => setCpus(parts, cpus)]),
    ...(memory === undefined ? [] : [() => limitMemory(parts, memory)]),
  ]);
}

const noIo = ({ name, uri }: DomainParts): UnsupportedError =>
  new UnsupportedError({
    what: 'a limit on disks',
    where: `'${name}' on ${uri.text}`,
    remedy: `Xen's own block backend has none; give the domain a disk of QEMU's (backendtype=qdisk), and limit that QEMU's cgroup in dom0`,
  });
