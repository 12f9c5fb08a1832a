/**
 * Limits of a running domain, through xl.
 */
import type { Limits } from '../../../cgroup/limits/limits.ts';
import { UnsupportedError } from '../../../core/errors.ts';
import type { Undo } from '../../../core/undo.ts';
import { undoAll } from '../../../core/undo-all.ts';
import type { DomainLimits } from '../../limits.ts';
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
  if (pids !== undefined) throw noPids(parts);
  if (io !== undefined) throw noIo(parts);
  const done: Undo[] = [];
  try {
    if (cpu !== undefined) done.push(await setQuota(parts, cpu));
    if (weight !== undefined) done.push(await setWeight(parts, weight));
    if (cpus !== undefined) done.push(await setCpus(parts, cpus));
    if (memory !== undefined) done.push(await limitMemory(parts, memory));
    return undoAll(done);
  } catch (error) {
    await undoAll(done).undo();
    throw error;
  }
}

const noPids = ({ name, uri }: DomainParts): UnsupportedError =>
  new UnsupportedError({
    what: 'a limit on the number of tasks',
    where: `'${name}' on ${uri.text}`,
    remedy: 'its tasks are those of its guest; limit them there',
  });

const noIo = ({ name, uri }: DomainParts): UnsupportedError =>
  new UnsupportedError({
    what: 'a limit on disks',
    where: `'${name}' on ${uri.text}`,
    remedy: `Xen's own block backend has none; give the domain a disk of QEMU's (backendtype=qdisk), and limit that QEMU's cgroup in dom0`,
  });
