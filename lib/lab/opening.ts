/**
 * The life of one handle: not open, open, closed again.
 */
import type { Group } from '../cgroup/group.ts';
import { UnsupportedError, VmlabError } from '../core/errors.ts';
import type { UndoOutcome } from '../core/undo.ts';
import type { SharedSlices, SliceHold } from '../driver/local/shared-slices.ts';
import type { Slice, SliceOptions } from '../driver/local/slice.ts';

/** Where handles are opened: what makes slices, and which handles hold one now. */
export interface Openings {
  readonly slices: () => SharedSlices;
  readonly standing: Set<Opening>;
}

export class Opening {
  readonly name: string;
  readonly options: SliceOptions;
  readonly #openings: Openings;
  #hold?: Promise<SliceHold>;
  #slice?: Slice;

  constructor(openings: Openings, name: string, options: SliceOptions) {
    this.#openings = openings;
    this.name = name;
    this.options = options;
  }

  /** The slice, made if need be. */
  async open(): Promise<Slice> {
    this.#hold ??= this.#openings.slices().hold(this.name, this.options);
    const hold = this.#hold;
    try {
      const { slice } = await hold;
      if (this.#hold === hold) this.#stands(slice);
      return slice;
    } catch (error) {
      if (this.#hold === hold) this.#hold = undefined;
      throw error;
    }
  }

  #stands(slice: Slice): void {
    this.#slice = slice;
    this.#openings.standing.add(this);
  }

  /** The slice as it stands. @throws VmlabError 'NOT_OPEN' before it is made. */
  current(): Slice {
    if (this.#slice) return this.#slice;
    const advice = 'await vm.open() first, or set something';
    throw new VmlabError('NOT_OPEN', `the VM '${this.name}' is not open, so there is nothing to read: ${advice}`);
  }

  get isOpen(): boolean {
    return this.#slice !== undefined;
  }

  /** The hold is let go at once: an `open()` that comes while the slice is being taken away is a hold of its own. */
  async close(): Promise<UndoOutcome[]> {
    const hold = this.#hold;
    this.#hold = undefined;
    this.#slice = undefined;
    this.#openings.standing.delete(this);
    return hold ? (await hold).release() : [];
  }

  /** Makes the slice if need be and acts on its group. @throws UnsupportedError where the slice is unprivileged. */
  async change<Value>(what: string, act: (group: Group) => Promise<Value>): Promise<Value> {
    return act(groupOf(await this.open(), what));
  }

  /** Acts on the group as it stands. @throws VmlabError 'NOT_OPEN'; UnsupportedError as `change`. */
  async read<Value>(what: string, act: (group: Group) => Promise<Value>): Promise<Value> {
    return act(groupOf(this.current(), what));
  }
}

function groupOf({ group, why }: Slice, what: string): Group {
  if (group) return group;
  const remedy = `run as root, where cgroups can be made (${why})`;
  throw new UnsupportedError({ what, where: 'an unprivileged slice', remedy });
}
