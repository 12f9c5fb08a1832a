/**
 * One VM of a lab, as a live run reads and limits it: by its group, not by its handle, whose setters would open it again when it has ended.
 */
import type { Group } from '../../cgroup/group.ts';
import type { HeldLimits } from '../../cgroup/hold.ts';
import { parseMemoryLimit } from '../../cgroup/limits/amount.ts';
import { type Limits, parseIoLimits } from '../../cgroup/limits/limits.ts';
import { parseQuota } from '../../cgroup/limits/quota.ts';
import { UnsupportedError } from '../../core/errors.ts';
import { reasonOf, type UndoOutcome } from '../../core/undo.ts';
import type { Slice } from '../../driver/local/slice.ts';
import type { Guests } from './guests.ts';
import type { VmLimits, VmSample } from './plant.ts';
import { readVm } from './read-vm.ts';
import type { LiveSettings } from './settings.ts';

export interface LabVm {
  readonly slice: Slice;
  sample(): Promise<VmSample>;
  /** Sets limits, or moves those that stand. @throws HostError, UnsupportedError: then it stays as it was */
  set(limits: VmLimits): Promise<void>;
  /** Puts back what was found. */
  restore(): Promise<UndoOutcome | undefined>;
}

export interface LabVmParts {
  readonly settings: LiveSettings;
  readonly guests: Guests;
  /** '/dev/vda' */
  readonly disk?: string;
}

export function labVm(slice: Slice, parts: LabVmParts): LabVm {
  let numbers: Promise<string> | undefined;
  let held: HeldLimits | undefined;
  let last: Limits | undefined;
  const disk = async () => {
    if (parts.disk !== undefined) numbers ??= groupOf(slice).activateIo(parts.disk);
    return numbers;
  };
  return {
    slice,
    sample: async () => sampleOf(slice, parts, disk),
    set: async (wanted) => {
      const limits = inWords(wanted, await disk());
      if (held) await moveOrStay(held, limits, last);
      held ??= await groupOf(slice).hold(limits);
      last = limits;
    },
    restore: async () => held?.undo(),
  };
}

async function sampleOf(slice: Slice, parts: LabVmParts, disk: () => Promise<string | undefined>): Promise<VmSample> {
  const { name } = slice;
  try {
    const reading = await readVm(groupOf(slice), { resources: parts.settings.resources, disk: await disk() });
    return { name, problems: [], reading, ...guestSays(name, parts.guests, reading) };
  } catch (error) {
    return { name, problems: [reasonOf(error)] };
  }
}

/** A guest knows better what of its memory is in use: the host only sees what was handed out. A lost one leaves that not recorded. */
function guestSays(name: string, guests: Guests, reading: NonNullable<VmSample['reading']>): Partial<VmSample> {
  try {
    const memory = guests.usedBy(name);
    return memory === undefined ? {} : { reading: { ...reading, memory } };
  } catch (error) {
    return { reading: { ...reading, memory: Number.NaN }, problems: [reasonOf(error)] };
  }
}

function groupOf({ name, group, why }: Slice): Group {
  if (group) return group;
  throw new UnsupportedError({
    what: 'scheduling',
    where: `the unprivileged slice '${name}'`,
    remedy: `run as root (${why})`,
  });
}

const inWords = ({ weight, quota, memory, read, write }: VmLimits, disk: string | undefined): Limits => ({
  ...(weight !== undefined && { weight }),
  ...(quota !== undefined && { cpu: parseQuota(quota) }),
  ...(memory !== undefined && { memory: parseMemoryLimit(memory) }),
  ...(disk !== undefined &&
    (read ?? write) !== undefined && { io: parseIoLimits({ device: disk, read, write }, disk) }),
});

/** Where one of the limits cannot be moved, those before it go back. */
async function moveOrStay(held: HeldLimits, limits: Limits, last: Limits | undefined): Promise<void> {
  try {
    await held.move(limits);
  } catch (error) {
    if (last) await held.move(last).catch(() => {});
    throw error;
  }
}
