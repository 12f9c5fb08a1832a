/**
 * The limits of a machine of ours: CPU and disks by its slice's group, memory by its balloon.
 */
import type { Group } from '../../../cgroup/group.ts';
import type { Limits } from '../../../cgroup/limits/limits.ts';
import { allOrNone } from '../../../core/all-or-none.ts';
import type { Undo } from '../../../core/undo.ts';
import type { DomainLimits } from '../../limits.ts';
import { groupLimits } from '../../local/domain/group-limits.ts';
import { noTaskLimit } from '../../no-limit.ts';
import type { QemuDomain } from '../domain.ts';
import { limitMemory, memoryLimitOf } from './balloon-limit.ts';
import { QEMU_URI } from './refusal.ts';

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
  if (pids !== undefined) throw noTaskLimit({ name, uri: { text: QEMU_URI } });
  return allOrNone([
    ...(memory === undefined ? [] : [() => limitMemory(running(), memory)]),
    ...(Object.keys(others).length === 0 ? [] : [() => group.limit(others)]),
  ]);
}
