/**
 * Limits of a running domain, through libvirt.
 */
import type { Amount } from '../../../cgroup/limits/amount.ts';
import type { IoLimits, IoLimitsInput, Limits } from '../../../cgroup/limits/limits.ts';
import type { Quota } from '../../../cgroup/limits/quota.ts';
import { UnsupportedError } from '../../../core/errors.ts';
import type { Undo } from '../../../core/undo.ts';
import { undoAll } from '../../../core/undo-all.ts';
import type { DomainParts } from '../parts.ts';
import { quotaOf, setQuota, setWeight, weightOf } from './cpu.ts';
import { cpusOf, setCpus } from './cpus.ts';
import { limitDisk, limitsOfDisks, parseDiskLimits } from './disks.ts';
import { limitMemory, memoryLimitOf } from './memory.ts';

export interface DomainLimits {
  /**
   * All of them or, where one fails, none. `io.device` is one of the domain's disks: 'vda'. Memory is the balloon's: it resolves when the
   * guest has given back what it was told to.
   *
   * @throws HostError with libvirt's words; UnsupportedError for `pids`, or a guest that gives no memory back
   */
  limit(limits: Limits): Promise<Undo>;
  /** `device`: 'vda', '/dev/vda', or the file or device on the host. @throws InputError where it has no such disk */
  limitIo(limits: IoLimitsInput): Promise<Undo>;
  quota(): Promise<Quota>;
  /** 1 to 10000. */
  weight(): Promise<number>;
  /** Where its vCPUs may run: '0-1'. */
  cpus(): Promise<string>;
  /** Bytes that its balloon leaves it, or 'max' for all that it has. */
  memory(): Promise<Amount>;
  /** Of each disk that has any. */
  io(): Promise<IoLimits[]>;
}

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
  if (pids !== undefined) throw noPids(parts);
  const done: Undo[] = [];
  try {
    if (cpu !== undefined) done.push(await setQuota(parts, cpu));
    if (weight !== undefined) done.push(await setWeight(parts, weight));
    if (cpus !== undefined) done.push(await setCpus(parts, cpus));
    if (io !== undefined) done.push(await limitDisk(parts, io));
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
