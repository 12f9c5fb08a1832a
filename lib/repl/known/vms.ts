/**
 * The VMs that the shell knows: all of the lab that it was started for, and of others those that are open.
 */
import type { HeldVm } from '../../lab/domains/domains.ts';
import type { Lab } from '../../lab/lab.ts';
import type { Vm } from '../../lab/vm/vm.ts';
import { type KnownLab, labsIn } from './labs.ts';
import { Listing } from './listing.ts';
import { variableOf } from './variable-of.ts';

/** A VM, and the lab that it is of. */
export interface KnownVm extends KnownLab {
  readonly vm: Vm;
}

export class KnownVms {
  readonly #own: Lab;
  readonly #context: object;
  readonly #listing: Listing;

  /** @param own what `lab` is in the shell @param context its variables */
  constructor(own: Lab, context: object) {
    this.#own = own;
    this.#context = context;
    this.#listing = new Listing(own);
  }

  /** As they are known now; does no I/O. */
  get all(): readonly KnownVm[] {
    return labsIn(this.#context, this.#own).flatMap((known) => this.#vmsOf(known).map((vm) => ({ ...known, vm })));
  }

  #vmsOf({ lab }: KnownLab): readonly Vm[] {
    const listed = lab === this.#own ? this.#listing.vms : [];
    return [...listed, ...lab.vms().filter(({ name }) => !listed.some((vm) => vm.name === name))];
  }

  /** Looks which VMs have come and gone. What vmlab makes is known without. @throws HostError where the lab does not answer */
  async refresh(): Promise<void> {
    if (!isMadeHere(this.#own)) await this.#listing.refresh();
  }

  /** Those that a text names by their variables, and that are not open yet: nothing could be read of them. @example known.toOpen('vm1.info()') */
  toOpen(text: string): readonly Vm[] {
    const words = new Set(text.match(/\w+/g));
    return this.#listing.vms.filter((vm) => words.has(variableOf(vm.name)) && heldIn(vm) === undefined);
  }

  /** All of them, open. One that cannot be opened has gone. */
  async opened(): Promise<readonly KnownVm[]> {
    await this.refresh();
    const opened = await Promise.all(
      this.all.map((known) =>
        known.vm.open().then(
          () => [known],
          () => [],
        ),
      ),
    );
    return opened.flat();
  }

  /** Where a handle is from, if that is known: any that is open, whoever opened it. */
  labOf(vm: Vm): Lab | undefined {
    const held = heldIn(vm);
    return this.all.find((known) => known.vm === vm || (held !== undefined && heldIn(known.vm) === held))?.lab;
  }
}

/** Its VMs are there only while they are open. */
export const isMadeHere = ({ uri }: Lab): boolean => uri === 'local:' || uri === 'qemu:';

/** What of a VM is open; undefined where nothing is. */
export function heldIn(vm: Vm): HeldVm | undefined {
  try {
    return vm.held;
  } catch {
    return undefined;
  }
}
