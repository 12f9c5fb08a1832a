import type { Session } from '../../core/session.ts';
import type { Line } from '../evaluate/line.ts';
import type { KnownVms } from '../known/vms.ts';
import type { VmSource } from '../vm-variables.ts';

/** A word with a dot before it. */
export interface Command {
  /** One line for `.help`. */
  readonly help: string;
  /** @param words what stands behind it @returns what is printed */
  run(words: string, prompt: Prompt): Promise<string>;
}

/** What commands have to do with. */
export interface Prompt {
  /** What has been done, in all labs. */
  readonly session: Session;
  readonly known: Pick<KnownVms, 'all' | 'opened'>;
  /** Who manages the VMs of `lab` here: a URI. */
  readonly uri: string;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  readonly screen: CommandScreen;
  /** The session's lines that went well, in order. */
  readonly lines: readonly Line[];
  /** Names that are variables because VMs are called so, or were. */
  readonly vmNames: ReadonlyMap<string, VmSource>;
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
