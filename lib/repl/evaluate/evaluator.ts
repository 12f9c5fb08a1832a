/**
 * Node's own evaluation with vmlab's ways around it: lines are rewritten, and Ctrl-C ends the one that runs.
 */
import { type REPLServer, Recoverable } from 'node:repl';
import type { Scope } from '../../core/scope.ts';
import type { Session } from '../../core/session.ts';
import { tellErrors } from './errors.ts';
import { createLine, type Line } from './line.ts';
import { onInterrupt } from './on-interrupt.ts';
import { prepare } from './prepare.ts';
import { WATCHER } from './rewrite.ts';
import { createWatcher } from './watcher.ts';
import { withoutListeners } from './without-listeners.ts';

export interface EvaluatorParts {
  readonly session: Session;
  /** What `using` holds at the prompt. */
  readonly held: Scope;
  /** What a line is to find open: it is opened before. */
  readonly toOpen: (source: string) => readonly Openable[];
  /** Called after a line that went well. */
  readonly onGood: (line: Line) => void;
  /** Called after each line, however it ended, before the next prompt. */
  readonly onEnd: () => void;
}

interface Openable {
  open(): Promise<unknown>;
}

type Callback = (error: Error | null, value?: unknown) => void;
type Eval = (code: string, context: object, file: string, callback: Callback) => void;
type Task = (signal: AbortSignal) => Promise<void>;

export class Evaluator {
  readonly #shell: REPLServer;
  readonly #parts: EvaluatorParts;
  readonly #nodesEval: Eval;
  #running?: Line;
  #task: Task = async () => {};
  #toOpen: readonly Openable[] = [];

  /** Puts itself in place of the shell's evaluation, which must break on SIGINT and be Node's. */
  constructor(shell: REPLServer, parts: EvaluatorParts) {
    this.#shell = shell;
    this.#parts = parts;
    this.#nodesEval = shell.eval.bind(shell) as Eval;
    Object.defineProperty(globalThis, WATCHER, { value: this.#watcher(), configurable: true });
    Object.assign(shell, { eval: this.#evaluate.bind(this) });
    tellErrors(shell, () => this.#end());
    onInterrupt(shell, { running: () => this.#running, session: parts.session });
  }

  /** Does something as a line would: Ctrl-C aborts the signal, what is typed meanwhile waits, and `then` is to prompt again. */
  perform(task: Task, then: () => void): void {
    this.#task = task;
    this.#run(createLine('', this.#parts.session.begun), PERFORM, then);
  }

  #evaluate(typed: string, _context: object, _file: string, callback: Callback): void {
    const prepared = prepare(typed);
    if (prepared.kind === 'unfinished') return void callback(new Recoverable(prepared.error));
    const { source, code } = prepared.kind === 'ready' ? prepared : { source: typed, code: typed };
    const line = createLine(source, this.#parts.session.begun);
    this.#toOpen = this.#parts.toOpen(source);
    const first = this.#toOpen.length > 0 ? OPEN : '';
    this.#run(line, `${first}${code}` || '\n', (error, value) => {
      if (error === null) this.#parts.onGood(line);
      callback(error, value);
    });
  }

  #run(line: Line, code: string, callback: Callback): void {
    this.#running = line;
    const ended: Callback = (error, value) => {
      this.#end();
      callback(error, value);
    };
    withoutListeners(() => this.#nodesEval(code, this.#shell.context, FILE, ended));
  }

  #end(): void {
    this.#running = undefined;
    this.#parts.onEnd();
  }

  #watcher(): object {
    const tell = (item: unknown) => void this.#shell.output.write(`${this.#text(item)}\n`);
    const watcher = createWatcher({ line: () => this.#running, held: this.#parts.held, tell });
    return {
      ...watcher,
      open: () => Promise.all(this.#toOpen.map((each) => each.open())),
      perform: () => this.#task(this.#running?.stop.signal ?? AbortSignal.abort()),
    };
  }

  /** Of many, each is a line, where it has words of its own. */
  #text(item: unknown): string {
    const hasWords = typeof item === 'object' && item !== null && Object.hasOwn(item, 'toString');
    return hasWords ? String(item) : this.#shell.writer.call(this.#shell, item);
  }
}

const OPEN = `await globalThis['${WATCHER}'].open(); `;
const PERFORM = `await globalThis['${WATCHER}'].perform()`;
/** What Node's shell calls its lines: it takes that away again where it says what is wrong with one. */
const FILE = 'REPL1';
