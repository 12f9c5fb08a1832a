/**
 * How much memory a guest is left with, by its balloon.
 */
import type { Amount } from '../../../cgroup/limits/amount.ts';
import type { Undo } from '../../../core/undo.ts';
import { comesTo } from '../../comes-to.ts';
import { memoryNotGivenBack, tooMuchMemory } from '../../no-limit.ts';
import type { QemuDomain } from '../domain.ts';
import { QEMU_URI } from './refusal.ts';

/**
 * Resolves when the guest has given back what it was told to. It needs no journal: the machine ends with this process.
 *
 * @throws InputError for more than it has; UnsupportedError, and leaves it as it was, where the guest does not give the memory back
 */
export async function limitMemory(machine: QemuDomain, memory: Amount): Promise<Undo> {
  const { name, spec } = machine;
  const wanted = memory === 'max' ? spec.memory : memory;
  const limited = { name, uri: { text: QEMU_URI } };
  if (wanted > spec.memory) throw tooMuchMemory(limited, wanted, spec.memory);
  const before = await memoryOf(machine);
  await inflateTo(machine, wanted);
  if (!(await comesTo(() => memoryOf(machine), wanted))) {
    await inflateTo(machine, before);
    throw memoryNotGivenBack(limited, 'virtio_balloon');
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

/** A machine that has ended has no balloon to let go. */
function backTo(machine: QemuDomain, value: number): Undo {
  const action = { kind: 'balloon', name: machine.name, value };
  const undo = async () => {
    await inflateTo(machine, value).catch(() => undefined);
    return { action };
  };
  return { value: undefined, undo, [Symbol.asyncDispose]: async () => void (await undo()) };
}
