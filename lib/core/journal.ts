/**
 * The journal of one process: what it has changed on this machine and not yet put back, one JSON line an event.
 * It is written before the effect, so that a process that is killed leaves nothing that is not named here.
 */
import type { UndoAction } from './undo.ts';

/** Who wrote a journal: enough to tell whether that very process still lives (a pid alone may be somebody else's by now). */
export interface Owner {
  readonly pid: number;
  /** Field 22 of /proc/PID/stat, in clock ticks since boot. */
  readonly startTime: string;
  /** /proc/sys/kernel/random/boot_id */
  readonly bootId: string;
}

/** Where journals are kept. Writes are synchronous: the line is in the kernel before the effect is. */
export interface JournalStore {
  readonly owner: Owner;
  /** Appends lines to this process's own journal, making it if need be. */
  append(lines: readonly string[]): void;
  /** Removes this process's own journal. */
  remove(): void;
  /** Takes the journals of dead processes for oneself, so that no other clean-up does them too. */
  claimDead(): Promise<readonly ClaimedJournal[]>;
}

export interface ClaimedJournal {
  readonly text: string;
  remove(): Promise<void>;
}

/** The lines of one journal, in the making: `record` before an effect, `settle` after its undo. */
export class Journal {
  readonly #store: JournalStore;
  #next = 0;
  #open = 0;

  constructor(store: JournalStore) {
    this.#store = store;
  }

  record(action: UndoAction): number {
    const header = this.#open === 0 ? [JSON.stringify({ owner: this.#store.owner })] : [];
    this.#store.append([...header, JSON.stringify({ id: this.#next, action })]);
    this.#open++;
    return this.#next++;
  }

  settle(id: number): void {
    this.#open--;
    if (this.#open > 0) this.#store.append([JSON.stringify({ settled: id })]);
    else this.#store.remove();
  }
}

/** What a journal says is still to be undone, last effect first. A half-written last line is an effect that never began. */
export function pending(text: string): UndoAction[] {
  const open = new Map<number, UndoAction>();
  for (const event of text.split('\n').flatMap(parseLine)) {
    if (event.action !== undefined && event.id !== undefined) open.set(event.id, event.action);
    if (event.settled !== undefined) open.delete(event.settled);
  }
  return [...open.values()].reverse();
}

interface Event {
  readonly id?: number;
  readonly action?: UndoAction;
  readonly settled?: number;
}

function parseLine(line: string): Event[] {
  try {
    return line === '' ? [] : [JSON.parse(line) as Event];
  } catch {
    return [];
  }
}
