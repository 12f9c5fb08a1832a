import { variableOf } from './known/variable-of.ts';
import type { KnownVm } from './known/vms.ts';

type Given = Pick<KnownVm, 'vm' | 'name'>;

/** What a variable stands for: a VM by its name, in the lab that a variable holds. */
export interface VmSource {
  readonly vm: string;
  readonly lab: string;
}

/** A variable for each VM that is known. What the user calls so stays the user's. */
export class VmVariables {
  /** Names that are variables by this, or were. */
  readonly names = new Map<string, VmSource>();
  readonly #context: object;
  readonly #known: () => readonly Given[];
  readonly #given = new Map<string, Given>();

  constructor(context: object, known: () => readonly Given[]) {
    this.#context = context;
    this.#known = known;
  }

  /** To be called when VMs may have come or gone. Of two labs' VMs of one name, the first has it. */
  update(): void {
    const known = new Map(
      this.#known()
        .toReversed()
        .map((each) => [variableOf(each.vm.name), each]),
    );
    for (const [name, given] of this.#given) if (!known.has(name)) this.#forget(name, given);
    for (const [name, each] of known) if (isFree(this.#context, name)) this.#give(name, each);
  }

  #give(name: string, given: Given): void {
    const { vm: value } = given;
    Object.defineProperty(this.#context, name, { value, configurable: true, enumerable: true, writable: true });
    this.#given.set(name, given);
    this.names.set(name, { vm: value.name, lab: given.name });
  }

  /** What has another value by now was assigned by the user. */
  #forget(name: string, { vm }: Given): void {
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
