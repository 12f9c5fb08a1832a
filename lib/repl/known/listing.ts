import type { Lab } from '../../lab/lab.ts';
import type { Vm } from '../../lab/vm/vm.ts';

/** The VMs that are there in a lab, open or not: a handle for each, the same as long as it is there. */
export class Listing {
  readonly #lab: Lab;
  readonly #found = new Map<string, Vm>();
  #underWay?: Promise<void>;

  constructor(lab: Lab) {
    this.#lab = lab;
  }

  get vms(): readonly Vm[] {
    return [...this.#found.values()];
  }

  /** Looks who is there now. Who asks while somebody looks gets what that finds. @throws HostError where the lab does not answer */
  refresh(): Promise<void> {
    this.#underWay ??= this.#look().finally(() => {
      this.#underWay = undefined;
    });
    return this.#underWay;
  }

  async #look(): Promise<void> {
    const present = new Map((await this.#lab.vms('*')).map((vm) => [vm.name, vm]));
    const gone = this.vms.filter(({ name }) => !present.has(name));
    for (const { name } of gone) this.#found.delete(name);
    for (const [name, vm] of present) if (!this.#found.has(name)) this.#found.set(name, vm);
    await Promise.all(gone.map((vm) => vm.close()));
  }
}
