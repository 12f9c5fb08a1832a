import type { Group } from '../../cgroup/group.ts';
import { monotonic, NS_PER_SECOND } from '../../core/clock.ts';
import type { ScheduledResource } from '../columns.ts';
import type { VmReading } from './plant.ts';

/** What to read of a VM. */
export interface Wanted {
  readonly resources: readonly ScheduledResource[];
  /** The numbers of the one disk that counts, '254:0'. Without it those of all disks do, where the kernel counts by itself. */
  readonly disk?: string;
}

/** The counters of a group, as they are now. @throws HostError where the group is gone. */
export async function readVm(group: Group, { resources, disk }: Wanted): Promise<VmReading> {
  const at = Number(monotonic()) / NS_PER_SECOND;
  const cpu = await group.read((dialect) => dialect.statistics.cpu);
  const memory = resources.includes('memory') ? await memoryOf(group) : Number.NaN;
  const moved = resources.includes('read') || resources.includes('write') ? await movedBy(group, disk) : NOT_KNOWN;
  return { at, cpu: cpu.usage, memory, ...moved, throttled: cpu.throttled, waited: cpu.pressure.some.total };
}

const memoryOf = async (group: Group): Promise<number> =>
  (await group.read((dialect) => dialect.statistics.memory)).anon;

const NOT_KNOWN = { read: Number.NaN, write: Number.NaN };

/** cgroup v1 counts no disk before it is told to. A loop device and the disk under it both count the same bytes. */
async function movedBy(group: Group, disk: string | undefined): Promise<{ read: number; write: number }> {
  if (disk === undefined && group.version === 1) return NOT_KNOWN;
  const { disks } = await group.read((dialect) => dialect.statistics.io);
  const counted = Object.entries(disks).filter(([name]) =>
    disk === undefined ? !name.startsWith('7:') : name === disk,
  );
  const sum = (what: 'read' | 'write') => counted.reduce((total, [, moved]) => total + moved[what], 0);
  return { read: sum('read'), write: sum('write') };
}
