/**
 * VMs by a pattern, as long as somebody looks at them.
 */
import { namePattern } from '../core/name-pattern.ts';
import type { Finding } from './record.ts';
import { createVm, openVms, type Vm, type VmSource } from './vm/vm.ts';

/** Handles on all that there are, in the order of their names; none is opened. */
export async function findVms(source: VmSource, pattern: string): Promise<Vm[]> {
  const names = await source.openings.domains.names();
  return names.filter(namePattern(pattern)).map((name) => createVm(source, name, {}));
}

/** What is there only while somebody holds it is not held: it may go. */
export const finding = (source: VmSource, pattern: string): Finding =>
  source.openings.domains.makes ? standing(source, pattern) : held(source, pattern);

function standing(source: VmSource, pattern: string): Finding {
  const list = async () => openVms(source).filter(({ name }) => namePattern(pattern)(name));
  return { list, [Symbol.asyncDispose]: async () => undefined };
}

/** Handles of its own, each kept as long as there is a VM of that name. */
function held(source: VmSource, pattern: string): Finding {
  const found = new Map<string, Vm>();
  const leave = async (vm: Vm) => {
    found.delete(vm.name);
    await vm.close();
  };
  const list = async () => {
    const present = new Map((await findVms(source, pattern)).map((vm) => [vm.name, vm]));
    for (const vm of [...found.values()]) if (!present.has(vm.name)) await leave(vm);
    for (const [name, vm] of present) if (!found.has(name)) found.set(name, await vm.open());
    return [...found.values()];
  };
  const leaveAll = async () => {
    for (const vm of [...found.values()]) await leave(vm);
  };
  return { list, [Symbol.asyncDispose]: leaveAll };
}
