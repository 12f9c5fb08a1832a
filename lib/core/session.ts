/**
 * The one object with state in a process: the effects that stand (undo stack), their journal on disk, and the root signal.
 */
import { VmlabError } from './errors.ts';
import { Journal, type JournalStore, pending } from './journal.ts';
import { performUndo, reasonOf, type Undo, type UndoAction, type UndoHandlers, type UndoOutcome } from './undo.ts';

/** What a session needs of the world around it. */
export interface SessionParts {
  readonly store: JournalStore;
  readonly handlers: UndoHandlers;
  /** Called once, before the first effect, which waits for it: the place to listen for Ctrl-C, and to clean up after the dead. */
  readonly onFirstEffect?: (session: Session) => void | Promise<void>;
}

interface Standing {
  readonly id: number;
  readonly action: UndoAction;
  /** Settles when the effect has come about, or failed: an undo that came before that would find nothing, and leave it behind. */
  acting: Promise<unknown>;
  outcome?: Promise<UndoOutcome>;
}

interface Task {
  /** The how-manieth of this session it is. */
  readonly number: number;
  readonly stop: AbortController;
  readonly ended: Promise<unknown>;
}

export class Session implements AsyncDisposable {
  readonly #parts: SessionParts;
  readonly #journal: Journal;
  readonly #standing: Standing[] = [];
  readonly #tasks = new Set<Task>();
  readonly #root = new AbortController();
  #begun = 0;
  #started?: Promise<void>;
  #isReady = false;

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.#journal = new Journal(parts.store);
  }

  /** Aborted when the process is told to end (Ctrl-C, SIGTERM), or the session is closed: for good. Every run ends then. */
  get signal(): AbortSignal {
    return this.#root.signal;
  }

  /** What stands now and will be undone, oldest first. */
  get effects(): readonly UndoAction[] {
    return this.#standing.map(({ action }) => action);
  }

  /**
   * Does something to the machine: journals how to undo it, then acts. Where `act` fails, what it half did is undone at once. Once the session
   * has begun, the effect is among `effects` when this returns: who looks there first and finds nothing is the only one.
   *
   * @returns the effect, with what `act` resolved to as `value`.
   * @example await session.effect({ kind: 'remove-file', path }, () => host.writeFile(path, text))
   */
  async effect<Value>(action: UndoAction, act: () => Promise<Value>): Promise<Undo<Value>> {
    if (this.#isReady) this.signal.throwIfAborted();
    else await this.begin();
    const standing: Standing = { id: this.#journal.record(action), action, acting: Promise.resolve() };
    this.#standing.push(standing);
    try {
      const acting = act();
      standing.acting = acting;
      return this.#undoOf(standing, await acting);
    } catch (error) {
      await this.#take(standing);
      throw error;
    }
  }

  /**
   * Does something long that listens to a signal: aborted with the root signal, or by an interrupt. The end of the session waits for it, so
   * that what it recorded can be kept.
   *
   * @example await session.during((signal) => replay(plan, signal))
   */
  async during<Value>(task: (signal: AbortSignal) => Promise<Value>): Promise<Value> {
    await this.begin();
    const stop = new AbortController();
    const ended = task(stop.signal);
    const running: Task = { number: this.#begun++, stop, ended };
    this.#tasks.add(running);
    return ended.finally(() => this.#tasks.delete(running));
  }

  /** How many tasks were begun so far. @example const before = session.begun; … await session.interrupt(reason, before) */
  get begun(): number {
    return this.#begun;
  }

  /**
   * Ends what runs now and nothing else: effects stand, and what is begun from here on runs as ever. A shell's Ctrl-C.
   *
   * @param since leaves alone what was begun before that many tasks were
   * @returns when all that it ended has ended, however it did
   * @example await session.interrupt(new RunError('INTERRUPTED', 'interrupted'))
   */
  async interrupt(reason: unknown, since = 0): Promise<void> {
    const tasks = [...this.#tasks].filter(({ number }) => number >= since);
    for (const { stop } of tasks) stop.abort(reason);
    await Promise.allSettled(tasks.map(({ ended }) => ended));
  }

  /** Takes one effect back before its time. @returns what became of it; undefined where it does not stand. */
  async undo(action: UndoAction): Promise<UndoOutcome | undefined> {
    const standing = this.#standing.find((each) => each.action === action);
    return standing && this.#take(standing);
  }

  /** Aborts, waits for what is under way, and undoes all that stands, last effect first. @returns the outcomes, with what was left alone and why. */
  async close(reason: unknown = new VmlabError('SESSION_CLOSED', 'the session was closed')): Promise<UndoOutcome[]> {
    this.abort(reason);
    await Promise.allSettled([...this.#tasks].map(({ ended }) => ended));
    const outcomes: UndoOutcome[] = [];
    for (let last = this.#standing.at(-1); last; last = this.#standing.at(-1)) outcomes.push(await this.#take(last));
    return outcomes;
  }

  /** Aborts the root signal, and with it all runs: they stop, and reject with `reason`. */
  abort(reason: unknown): void {
    this.#root.abort(reason);
    for (const { stop } of this.#tasks) stop.abort(reason);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  /** Readies the session: what the first effect does by itself, for those who want it done earlier. */
  async begin(): Promise<void> {
    this.signal.throwIfAborted();
    this.#started ??= Promise.resolve(this.#parts.onFirstEffect?.(this));
    await this.#started;
    this.#isReady = true;
    this.signal.throwIfAborted();
  }

  #undoOf<Value>(standing: Standing, value: Value): Undo<Value> {
    const undo = () => this.#take(standing);
    return { value, undo, [Symbol.asyncDispose]: async () => void (await undo()) };
  }

  #take(standing: Standing): Promise<UndoOutcome> {
    standing.outcome ??= this.#perform(standing);
    return standing.outcome;
  }

  async #perform(standing: Standing): Promise<UndoOutcome> {
    await Promise.allSettled([standing.acting]);
    const outcome = await performUndo(this.#parts.handlers, standing.action);
    this.#standing.splice(this.#standing.indexOf(standing), 1);
    return this.#settle(standing, outcome);
  }

  /** A journal that cannot be written (a full disk) must not keep what is left from being undone. */
  #settle({ id }: Standing, outcome: UndoOutcome): UndoOutcome {
    try {
      this.#journal.settle(id);
      return outcome;
    } catch (error) {
      return { ...outcome, left: outcome.left ?? `undone, but the journal still names it: ${reasonOf(error)}` };
    }
  }
}

/** Undoes what sessions that died left behind, as their journals tell. @returns the outcomes. */
export async function cleanUp({ store, handlers }: SessionParts): Promise<UndoOutcome[]> {
  const outcomes: UndoOutcome[] = [];
  for (const journal of await store.claimDead()) {
    for (const action of pending(journal.text)) outcomes.push(await performUndo(handlers, action));
    await journal.remove();
  }
  return outcomes;
}
