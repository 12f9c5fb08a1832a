/**
 * In one process, all holds on a name share one thing: it is made for the first and goes with the last.
 */
import type { UndoOutcome } from './undo.ts';

export interface Closable {
  /** @returns what became of each effect */
  close(): Promise<UndoOutcome[]>;
}

/** One holder's part in a thing. */
export interface Hold<Value> {
  readonly value: Value;
  /** @returns what became of each effect, where this was the last hold; a second call does nothing. */
  release(): Promise<UndoOutcome[]>;
}

interface Entry<Value> {
  readonly opening: Promise<Value>;
  holds: number;
}

export class Shared<Value extends Closable> {
  readonly #entries = new Map<string, Entry<Value>>();
  /** Names whose thing is being closed: a new one of that name waits. */
  readonly #closing = new Map<string, Promise<unknown>>();

  /** What is held now, in order. */
  get names(): readonly string[] {
    return [...this.#entries.keys()].sort();
  }

  /**
   * @param open called where nobody holds it yet
   * @param check may throw for a thing that somebody else made otherwise than is wanted now
   * @example const hold = await slices.hold('vm1', () => openSlice(parts, 'vm1'));
   */
  async hold(name: string, open: () => Promise<Value>, check: (value: Value) => void = () => {}): Promise<Hold<Value>> {
    for (let closing = this.#closing.get(name); closing; closing = this.#closing.get(name)) await closing;
    const entry = this.#entries.get(name) ?? this.#open(name, open);
    entry.holds++;
    const hold = this.#holdOn(name, entry, await this.#opened(name, entry));
    try {
      check(hold.value);
      return hold;
    } catch (error) {
      await hold.release();
      throw error;
    }
  }

  #open(name: string, open: () => Promise<Value>): Entry<Value> {
    const entry = { opening: open(), holds: 0 };
    this.#entries.set(name, entry);
    return entry;
  }

  async #opened(name: string, entry: Entry<Value>): Promise<Value> {
    try {
      return await entry.opening;
    } catch (error) {
      if (this.#entries.get(name) === entry) this.#entries.delete(name);
      throw error;
    }
  }

  #holdOn(name: string, entry: Entry<Value>, value: Value): Hold<Value> {
    let released: Promise<UndoOutcome[]> | undefined;
    const release = () => (released ??= this.#release(name, entry, value));
    return { value, release };
  }

  async #release(name: string, entry: Entry<Value>, value: Value): Promise<UndoOutcome[]> {
    if (--entry.holds > 0) return [];
    this.#entries.delete(name);
    const closing = value.close().finally(() => this.#closing.delete(name));
    this.#closing.set(
      name,
      closing.catch(() => undefined),
    );
    return closing;
  }
}
