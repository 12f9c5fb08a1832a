import type { Vm } from '../lab/vm/vm.ts';

/** A variable for each VM that is open, named as it is. What the user calls so stays the user's. */
export class VmVariables {
  /** Names that are variables by this, or were. */
  readonly names = new Set<string>();
  readonly #context: object;
  readonly #openVms: () => readonly Vm[];
  readonly #given = new Map<string, Vm>();

  constructor(context: object, openVms: () => readonly Vm[]) {
    this.#context = context;
    this.#openVms = openVms;
  }

  /** To be called when VMs may have come or gone. */
  update(): void {
    const open = new Map(this.#openVms().map((vm) => [vm.name, vm]));
    for (const [name, vm] of this.#given) if (!open.has(name)) this.#forget(name, vm);
    for (const [name, vm] of open) if (isFree(this.#context, name)) this.#give(name, vm);
  }

  #give(name: string, vm: Vm): void {
    Object.defineProperty(this.#context, name, { value: vm, configurable: true, enumerable: true, writable: true });
    this.#given.set(name, vm);
    this.names.add(name);
  }

  /** What has another value by now was assigned by the user. */
  #forget(name: string, vm: Vm): void {
    if (Reflect.get(this.#context, name) === vm) Reflect.deleteProperty(this.#context, name);
    this.#given.delete(name);
  }
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
