/**
 * The limits of a machine of ours: CPU and disks by its slice's group, memory by its balloon.
 */
import type { Group } from '../../../cgroup/group.ts';
import type { Limits } from '../../../cgroup/limits/limits.ts';
import { UnsupportedError } from '../../../core/errors.ts';
import type { Undo } from '../../../core/undo.ts';
import { undoAll } from '../../../core/undo-all.ts';
import type { DomainLimits } from '../../limits.ts';
import { groupLimits } from '../../local/domain/group-limits.ts';
import type { QemuDomain } from '../domain.ts';
import { limitMemory, memoryLimitOf } from './balloon-limit.ts';

export interface LimitedMachine {
  readonly name: string;
  readonly group: Group;
  /** @throws HostError where it does not run */
  readonly running: () => QemuDomain;
}

export function machineLimits(machine: LimitedMachine): DomainLimits {
  const { pids, ...ofGroup } = groupLimits(machine.group);
  return {
    ...ofGroup,
    limit: (limits) => limitAll(machine, limits),
    memory: async () => memoryLimitOf(machine.running()),
  };
}

async function limitAll({ name, group, running }: LimitedMachine, limits: Limits): Promise<Undo> {
  const { memory, pids, ...others } = limits;
  if (pids !== undefined) throw noPids(name);
  const done: Undo[] = [];
  if (memory !== undefined) done.push(await limitMemory(running(), memory));
  try {
    if (Object.keys(others).length > 0) done.push(await group.limit(others));
    return undoAll(done);
  } catch (error) {
    await undoAll(done).undo();
    throw error;
  }
}

const noPids = (name: string): UnsupportedError =>
  new UnsupportedError({
    what: 'a limit on the number of tasks',
    where: `'${name}'`,
    remedy: 'its tasks are those of its guest; limit them there',
  });
