import type { Lab } from '../../lab/lab.ts';
import type { Line } from '../evaluate/line.ts';

/** A word with a dot before it. */
export interface Command {
  /** One line for `.help`. */
  readonly help: string;
  /** @param words what stands behind it @returns what is printed */
  run(words: string, prompt: Prompt): Promise<string>;
}

/** What commands have to do with. */
export interface Prompt {
  readonly lab: Lab;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  readonly screen: CommandScreen;
  /** The session's lines that went well, in order. */
  readonly lines: readonly Line[];
  /** Names that are variables because VMs are called so, or were. */
  readonly vmNames: ReadonlySet<string>;
  /** Evaluates it as if it had been typed, when the command is over. */
  typed(code: string): void;
}

export interface CommandScreen {
  readonly columns: number;
  readonly rows: number;
  readonly color: boolean;
  readonly isTerminal: boolean;
  write(text: string): void;
  /** Calls for each key, which nothing else gets then. @returns what ends that */
  onKey(listener: (key: string) => void): () => void;
}
