/**
 * A program that runs beside us and is talked to: text goes to its standard input, and what it says on either output is handed on as it comes.
 */
import type { ResultPromise } from 'execa';
import { HostError } from '../../core/errors.ts';
import { loadExeca } from './load-execa.ts';

export interface Dialogue {
  readonly pid: number;
  write(text: string): void;
  /** True while someone waits for an answer: only then does the program keep this process from ending. */
  awaited(waiting: boolean): void;
  /** Resolves when it has ended, whatever way. */
  readonly ended: Promise<unknown>;
  /** Closes its standard input, and kills it where that does not end it within `patience` seconds. Resolves when it is gone. */
  end(patience?: number): Promise<void>;
}

export interface DialogueOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly onOutput: (stream: 'stdout' | 'stderr', text: string) => void;
}

/**
 * Starts it, in a process group of its own: Ctrl-C at the terminal is meant for us, and what we undo then may need it. Its standard input
 * ends with us, whatever our end is, and so does it.
 *
 * @throws HostError when it cannot be started (errno ENOENT: it is not installed).
 * @example const shell = await startDialogue(['virsh', '-q'], { onOutput: (stream, text) => console.log(stream, text) });
 */
export async function startDialogue(argv: readonly string[], options: DialogueOptions): Promise<Dialogue> {
  const [program = '', ...rest] = argv;
  const execa = await loadExeca();
  const running = execa(program, rest, { ...OPTIONS, env: options.environment });
  if (running.pid === undefined) throw await failure(program, running);
  for (const stream of ['stdout', 'stderr'] as const)
    running[stream].setEncoding('utf8').on('data', (text: string) => options.onOutput(stream, text));
  // A write to a program that has just ended: its end is told by `ended`.
  running.stdin.on('error', () => undefined);
  awaited(running, false);
  return {
    pid: running.pid,
    write: (text) => void running.stdin.write(text),
    awaited: (waiting) => awaited(running, waiting),
    ended: running.then(() => undefined),
    end: (patience = 1) => endOf(running, patience),
  };
}

const OPTIONS = {
  stdin: 'pipe',
  stdout: 'pipe',
  stderr: 'pipe',
  buffer: false,
  reject: false,
  detached: true,
} as const;

type Running = ResultPromise<typeof OPTIONS>;

/** The process and its pipes are handles of the event loop, one each. */
function awaited(running: Running, waiting: boolean): void {
  const handles = [running, running.stdin, running.stdout, running.stderr] as unknown as Handle[];
  for (const handle of handles) waiting ? handle.ref() : handle.unref();
}

interface Handle {
  ref(): void;
  unref(): void;
}

async function failure(program: string, running: Running): Promise<HostError> {
  const { code } = (await running) as { code?: string };
  return new HostError({ host: 'local:', operation: 'start', target: program, errno: code });
}

async function endOf(running: Running, patience: number): Promise<void> {
  awaited(running, true);
  running.stdin.end();
  const timer = setTimeout(() => running.kill('SIGKILL'), patience * 1000);
  await running;
  clearTimeout(timer);
}
