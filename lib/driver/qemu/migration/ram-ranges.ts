import { UnsupportedError } from '../../../core/errors.ts';
import type { MachineSpec } from '../machine/spec.ts';

/** Guest-physical addresses, in bytes. */
export interface RamRange {
  readonly start: number;
  readonly size: number;
}

const GIB = 2 ** 30;
/** Where memory continues behind what devices take of the first 4 GiB. */
const HIGH = 4 * GIB;

/** What fits below the devices: so much, or, where there is more memory than that, `split`. Source: qemu/hw/i386/pc_piix.c, pc_q35.c. */
const LOW = [
  { machine: /^pc(-i440fx|$|,)/, most: 3.5 * GIB, split: 3 * GIB },
  { machine: /^(pc-)?q35/, most: 2.75 * GIB, split: 2 * GIB },
] as const;

/** Where a machine has its memory. @throws UnsupportedError for a machine type of which it is not known here */
export function ramRanges({ machine, memory }: Pick<MachineSpec, 'machine' | 'memory'>): RamRange[] {
  const layout = LOW.find((each) => each.machine.test(machine));
  if (!layout) throw unknown(machine);
  if (memory <= layout.most) return [{ start: 0, size: memory }];
  return [
    { start: 0, size: layout.split },
    { start: HIGH, size: memory - layout.split },
  ];
}

const unknown = (machine: string): UnsupportedError =>
  new UnsupportedError({
    what: "verify: 'memory'",
    where: `the machine type '${machine}'`,
    remedy: "use 'pc' or 'q35', or verify: 'guest'",
  });
