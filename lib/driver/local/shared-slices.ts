/**
 * In one process, all handles of a name share one slice: it is made for the first and goes with the last.
 */
import { InputError } from '../../core/errors.ts';
import type { UndoOutcome } from '../../core/undo.ts';
import type { SliceParts } from './parts.ts';
import { openSlice, type Slice, type SliceOptions } from './slice.ts';

/** One handle's hold on a slice. */
export interface SliceHold {
  readonly slice: Slice;
  /** @returns what became of each effect, where this was the last hold; a second call does nothing. */
  release(): Promise<UndoOutcome[]>;
}

interface Shared {
  readonly opening: Promise<Slice>;
  readonly network: boolean;
  holds: number;
}

export class SharedSlices {
  readonly #parts: SliceParts;
  readonly #shared = new Map<string, Shared>();
  /** Names whose slice is being closed: a new one of that name waits. */
  readonly #closing = new Map<string, Promise<unknown>>();

  constructor(parts: SliceParts) {
    this.#parts = parts;
  }

  /** @throws as openSlice; InputError where the slice stands with another `network` option. */
  async hold(name: string, options: SliceOptions = {}): Promise<SliceHold> {
    for (let closing = this.#closing.get(name); closing; closing = this.#closing.get(name)) await closing;
    const shared = this.#shared.get(name) ?? this.#open(name, options);
    const network = options.network ?? true;
    if (shared.network !== network)
      throw new InputError({ expected: `network: ${shared.network}, as '${name}' is open already`, received: network });
    shared.holds++;
    try {
      return this.#holdOn(name, shared, await shared.opening);
    } catch (error) {
      if (this.#shared.get(name) === shared) this.#shared.delete(name);
      throw error;
    }
  }

  #open(name: string, options: SliceOptions): Shared {
    const shared = { opening: openSlice(this.#parts, name, options), network: options.network ?? true, holds: 0 };
    this.#shared.set(name, shared);
    return shared;
  }

  #holdOn(name: string, shared: Shared, slice: Slice): SliceHold {
    let released: Promise<UndoOutcome[]> | undefined;
    const release = () => (released ??= this.#release(name, shared, slice));
    return { slice, release };
  }

  async #release(name: string, shared: Shared, slice: Slice): Promise<UndoOutcome[]> {
    if (--shared.holds > 0) return [];
    this.#shared.delete(name);
    const closing = slice.close().finally(() => this.#closing.delete(name));
    this.#closing.set(
      name,
      closing.catch(() => undefined),
    );
    return closing;
  }
}
