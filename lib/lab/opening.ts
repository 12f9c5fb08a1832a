/**
 * The life of one handle: not open, open, closed again.
 */
import { UnsupportedError, VmlabError } from '../core/errors.ts';
import type { Hold } from '../core/shared.ts';
import type { Undo, UndoOutcome } from '../core/undo.ts';
import type { Domain } from '../driver/driver.ts';
import type { Slice } from '../driver/local/slice.ts';
import type { Domains, HeldVm } from './domains/domains.ts';
import type { VmOptions } from './domains/options.ts';

/** Where handles are opened: what makes or finds VMs, and which handles hold one now. */
export interface Openings {
  readonly domains: Domains;
  readonly standing: Set<Opening>;
}

/** What of a VM is asked for, and how it is called in an error. */
export interface Ability<Member> {
  readonly what: string;
  of(domain: Domain): Member | undefined;
}

export class Opening {
  readonly name: string;
  readonly options: VmOptions;
  readonly #openings: Openings;
  #hold?: Promise<Hold<HeldVm>>;
  #held?: HeldVm;
  #last: (() => Promise<UndoOutcome[]>)[] = [];

  constructor(openings: Openings, name: string, options: VmOptions) {
    this.#openings = openings;
    this.name = name;
    this.options = options;
  }

  get uri(): string {
    return this.#openings.domains.uri;
  }

  /** The VM, made or found if need be. */
  async open(): Promise<HeldVm> {
    this.#hold ??= this.#openings.domains.hold(this.name, this.options);
    const hold = this.#hold;
    try {
      const { value } = await hold;
      if (this.#hold === hold) this.#stands(value);
      return value;
    } catch (error) {
      if (this.#hold === hold) this.#hold = undefined;
      throw error;
    }
  }

  #stands(held: HeldVm): void {
    this.#held = held;
    this.#openings.standing.add(this);
  }

  /** The VM as it stands. @throws VmlabError 'NOT_OPEN' before it is opened. */
  current(): HeldVm {
    if (this.#held) return this.#held;
    const advice = 'await vm.open() first, or set something';
    throw new VmlabError('NOT_OPEN', `the VM '${this.name}' is not open, so there is nothing to read: ${advice}`);
  }

  get isOpen(): boolean {
    return this.#held !== undefined;
  }

  /** The hold is let go at once: an `open()` that comes while the VM is being closed is a hold of its own. */
  async close(): Promise<UndoOutcome[]> {
    const hold = this.#hold;
    this.#hold = undefined;
    this.#held = undefined;
    this.#openings.standing.delete(this);
    const outcomes: UndoOutcome[] = [];
    for (const leave of this.#last.splice(0).reverse()) outcomes.push(...(await leave()));
    return hold ? [...outcomes, ...(await (await hold).release())] : outcomes;
  }

  /** To be done when it is closed, before the VM is let go. */
  atClose(leave: () => Promise<UndoOutcome[]>): void {
    this.#last.push(leave);
  }

  /** Opens it if need be, and does something to it that is undone when it is closed. @throws UnsupportedError where it cannot do that. */
  async change<Member>(ability: Ability<Member>, act: (member: Member) => Promise<Undo>): Promise<Undo> {
    const held = await this.open();
    const undo = await act(this.#member(held, ability));
    held.took(undo);
    return undo;
  }

  /** Opens it if need be, and does something that nothing is left of. @throws as `change` */
  async act<Member, Value>(ability: Ability<Member>, act: (member: Member) => Promise<Value>): Promise<Value> {
    return act(this.#member(await this.open(), ability));
  }

  /** Asks it as it stands. @throws VmlabError 'NOT_OPEN'; UnsupportedError as `change`. */
  async read<Member, Value>(ability: Ability<Member>, act: (member: Member) => Promise<Value>): Promise<Value> {
    return act(this.#member(this.current(), ability));
  }

  #member<Member>({ domain, slice }: HeldVm, { what, of }: Ability<Member>): Member {
    return of(domain) ?? missing(what, { slice, where: `'${this.name}' on ${this.uri}` });
  }
}

function missing(what: string, { slice, where }: { readonly slice?: Slice; readonly where: string }): never {
  if (slice && !slice.privileged) {
    const remedy = `run as root, where cgroups can be made (${slice.why})`;
    throw new UnsupportedError({ what, where: 'an unprivileged slice', remedy });
  }
  throw new UnsupportedError({ what, where, remedy: 'there is no such thing for this kind of VM' });
}
