/**
 * How to take one effect back, as data: the journal keeps it on disk, so that another process can do it when this one is gone.
 * Each room that changes the machine defines its own kinds and their handlers.
 */
export interface UndoAction {
  /** Which handler knows how: 'restore-file', 'remove-cgroup' … */
  readonly kind: string;
  readonly [detail: string]: string | number | boolean | readonly string[];
}

/** What became of an undo. `left` says what was left alone and why: someone else has changed it since. */
export interface UndoOutcome {
  readonly action: UndoAction;
  readonly left?: string;
}

/** Takes one kind of effect back. Is told to do so even where the effect never came about: what is not there is no error. */
export type UndoHandler = (action: UndoAction) => Promise<UndoOutcome>;
export type UndoHandlers = Readonly<Record<string, UndoHandler>>;

/** Runs the handler of an action; never throws: a failure is an outcome with its reason. */
export async function performUndo(handlers: UndoHandlers, action: UndoAction): Promise<UndoOutcome> {
  const handler = handlers[action.kind];
  if (!handler) return { action, left: `nothing here knows how to undo '${action.kind}'` };
  try {
    return await handler(action);
  } catch (error) {
    return { action, left: reasonOf(error) };
  }
}

/** What was thrown, in words. */
export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * An effect that stands, and how to end it: call `undo()`, leave the scope of an `await using`, or drop it: the Session undoes it at its end.
 * A second `undo()` does nothing.
 */
export interface Undo<Value = void> extends AsyncDisposable {
  /** What the effect came to. */
  readonly value: Value;
  /** Takes it back, once, however often it is asked to. @returns what became of it */
  undo(): Promise<UndoOutcome>;
}
