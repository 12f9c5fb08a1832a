/**
 * Programs that run beside us: started without a shell, spoken to by lines, and ended with us.
 */
import { createInterface } from 'node:readline';
import type { Options, ResultPromise } from 'execa';
import { HostError } from '../../core/errors.ts';
import { loadExeca } from './load-execa.ts';

export interface Child {
  readonly pid: number;
  /** Its standard output, line by line. May be called once; until then the lines wait in the pipe. */
  lines(): AsyncIterable<string>;
  /** Its standard error so far. */
  said(): string;
  /** Resolves when it has ended, whatever way. */
  readonly ended: Promise<Ending>;
  /** Closes its standard input, and after `patience` seconds kills it. Resolves when it is gone. */
  end(patience?: number): Promise<Ending>;
}

export interface Ending {
  readonly exitCode?: number;
  readonly signal?: string;
  readonly stderr: string;
}

export interface SpawnOptions {
  /** A descriptor to be its standard input; without it a pipe that `end()` closes. */
  readonly stdin?: number;
}

/**
 * Starts a program.
 *
 * @throws HostError when it cannot be started (errno ENOENT: it is not installed).
 * @example const agent = await spawnProgram([agentPath(), 'sink', '--protocol', 'udp']);
 */
export async function spawnProgram(argv: readonly string[], { stdin }: SpawnOptions = {}): Promise<Child> {
  const [program = '', ...rest] = argv;
  const execa = await loadExeca();
  const running = execa(program, rest, { ...OPTIONS, stdin: (stdin ?? 'pipe') as Options['stdin'] });
  const ended = running.then(ending);
  if (running.pid === undefined) throw new HostError(await failure(program, running));
  return {
    pid: running.pid,
    lines: () => linesOf(running),
    said: listenTo(running.stderr),
    ended,
    end: (patience = 1) => endOf(running, ended, patience),
  };
}

const OPTIONS = { stdout: 'pipe', buffer: { stdout: false, stderr: true }, reject: false } as const;

type Running = ResultPromise<typeof OPTIONS & { stdin: Options['stdin'] }>;

const linesOf = (running: Running) =>
  createInterface({ input: running.stdout as NodeJS.ReadableStream, crlfDelay: Number.POSITIVE_INFINITY });

function listenTo(stream: NodeJS.ReadableStream): () => string {
  let said = '';
  stream.on('data', (more) => {
    said += more;
  });
  return () => said;
}

const ending = (result: { exitCode?: number; signal?: string; stderr?: unknown }): Ending => ({
  exitCode: result.exitCode,
  signal: result.signal,
  stderr: String(result.stderr ?? ''),
});

async function failure(program: string, running: Running) {
  const { code, shortMessage } = (await running) as { code?: string; shortMessage?: string };
  return { host: 'local:', operation: 'start', target: program, errno: code, stderr: code ? undefined : shortMessage };
}

async function endOf(running: Running, ended: Promise<Ending>, patience: number): Promise<Ending> {
  running.stdin?.end();
  const timer = setTimeout(() => running.kill('SIGKILL'), patience * 1000);
  try {
    return await ended;
  } finally {
    clearTimeout(timer);
  }
}
