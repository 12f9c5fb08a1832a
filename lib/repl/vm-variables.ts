import type { Vm } from '../lab/vm.ts';

/** Keeps a variable a VM that is open, named as it is: called after each line. A variable of the user's stays the user's. */
export function createVmVariables(context: object, openVms: () => readonly Vm[]): () => void {
  const given = new Map<string, Vm>();
  return () => {
    const open = new Map(openVms().map((vm) => [vm.name, vm]));
    for (const [name, vm] of given) if (!open.has(name)) forget(context, given, { name, vm });
    for (const [name, vm] of open) if (isFree(context, name)) give(context, given, { name, vm });
  };
}

interface Named {
  readonly name: string;
  readonly vm: Vm;
}

function give(context: object, given: Map<string, Vm>, { name, vm }: Named): void {
  Object.defineProperty(context, name, { value: vm, configurable: true, enumerable: true, writable: true });
  given.set(name, vm);
}

/** What has another value by now was assigned by the user. */
function forget(context: object, given: Map<string, Vm>, { name, vm }: Named): void {
  if (Reflect.get(context, name) === vm) Reflect.deleteProperty(context, name);
  given.delete(name);
}

const isFree = (context: object, name: string): boolean =>
  /^[A-Za-z_]\w*$/.test(name) && !(name in context) && !isReserved(name);

/** @example isReserved('class') // true */
function isReserved(name: string): boolean {
  try {
    new Function(`var ${name}`);
    return false;
  } catch {
    return true;
  }
}
