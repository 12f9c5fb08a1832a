/**
 * The limits and statistics of a group, as those of a VM.
 */
import type { Group } from '../../../cgroup/group.ts';
import type { DomainLimits, DomainStatistics } from '../../limits.ts';

export const groupLimits = (group: Group): Required<DomainLimits> => ({
  limit: (limits) => group.limit(limits),
  limitIo: (limits) => group.limitIo(limits),
  quota: () => group.read((dialect) => dialect.quota),
  weight: () => group.read((dialect) => dialect.weight),
  cpus: () => group.read((dialect) => dialect.cpus),
  memory: () => group.read((dialect) => dialect.memory),
  io: () => group.read((dialect) => dialect.io),
  pids: () => group.read((dialect) => dialect.pids),
});

export const groupStatistics = (group: Group): DomainStatistics => ({
  cpu: () => group.read((dialect) => dialect.statistics.cpu),
  memory: () => group.read((dialect) => dialect.statistics.memory),
  io: () => group.read((dialect) => dialect.statistics.io),
  pids: () => group.read((dialect) => dialect.statistics.pids),
});
