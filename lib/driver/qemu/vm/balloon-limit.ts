/**
 * How much memory a guest is left with, by its balloon.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Amount } from '../../../cgroup/limits/amount.ts';
import { InputError, UnsupportedError } from '../../../core/errors.ts';
import type { Undo } from '../../../core/undo.ts';
import { formatSize } from '../../../core/units.ts';
import type { QemuDomain } from '../domain.ts';

/** In ms: a guest gives back some GiB a second. One that has not begun, or stands still, for this long will not. */
const STANDSTILL_MS = 3000;
const LOOK_AGAIN_MS = 50;

/**
 * Resolves when the guest has given back what it was told to. It needs no journal: the machine ends with this process.
 *
 * @throws InputError for more than it has; UnsupportedError, and leaves it as it was, where the guest does not give the memory back
 */
export async function limitMemory(machine: QemuDomain, memory: Amount): Promise<Undo> {
  const { name, spec } = machine;
  const wanted = memory === 'max' ? spec.memory : memory;
  if (wanted > spec.memory)
    throw new InputError({ expected: `no more than the ${formatSize(spec.memory)} of '${name}'`, received: wanted });
  const before = await memoryOf(machine);
  await inflateTo(machine, wanted);
  if (!(await comesTo(machine, wanted))) {
    await inflateTo(machine, before);
    throw unwilling(name);
  }
  return backTo(machine, before);
}

/** Bytes, or 'max' for all that it has. */
export async function memoryLimitOf(machine: QemuDomain): Promise<Amount> {
  const bytes = await memoryOf(machine);
  return bytes >= machine.spec.memory ? 'max' : bytes;
}

const memoryOf = async (machine: QemuDomain): Promise<number> => (await machine.info()).memory;

const inflateTo = ({ qmp }: QemuDomain, value: number): Promise<unknown> => qmp.execute('balloon', { value });

async function comesTo(machine: QemuDomain, wanted: number): Promise<boolean> {
  let [last, still] = [Number.NaN, 0];
  while (still < STANDSTILL_MS) {
    const present = await memoryOf(machine);
    if (present === wanted) return true;
    still = present === last ? still + LOOK_AGAIN_MS : 0;
    last = present;
    await wait(LOOK_AGAIN_MS);
  }
  return false;
}

/** A machine that has ended has no balloon to let go. */
function backTo(machine: QemuDomain, value: number): Undo {
  const action = { kind: 'balloon', name: machine.name, value };
  const undo = async () => {
    await inflateTo(machine, value).catch(() => undefined);
    return { action };
  };
  return { value: undefined, undo, [Symbol.asyncDispose]: async () => void (await undo()) };
}

const unwilling = (name: string): UnsupportedError =>
  new UnsupportedError({
    what: 'a limit on memory',
    where: `'${name}'`,
    remedy: 'it is its balloon: the guest needs the driver virtio_balloon, and memory that it can spare',
  });
