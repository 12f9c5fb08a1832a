import { basename } from 'node:path';
import { abortable } from '../core/abortable.ts';
import { RunError } from '../core/errors.ts';
import { execArguments } from '../driver/local/exec-arguments.ts';
import { type Child, spawnProgram } from '../host/local/spawn.ts';
import type { AgentSetup } from './agent-arguments.ts';

/** A program of an engine at work. */
export interface EngineProgram {
  /** Says so where it ended before it was told to, with its own last words. */
  readonly problems: readonly string[];
  /** Kills it. Resolves when it is gone: a read or write that a limit holds back is waited for. */
  end(): Promise<void>;
}

/** What to start, where, and by which line of its output it tells that it is at work. */
export interface EngineCall {
  readonly argv: readonly string[];
  readonly place: Pick<AgentSetup, 'joinFiles' | 'netns'>;
  /** Ends the wait for its start. */
  readonly signal: AbortSignal;
  isReady(line: string): boolean;
}

/** What a start may take, in ms: a machine may be busy, and a limit may hold the program back while it loads. */
const PATIENCE_MS = 30_000;

/**
 * Starts a program that ends when we do, and waits until it is at work.
 *
 * @throws RunError (code 'ENGINE') with what it said when it could not; the signal's reason
 */
export async function startEngineProgram({ argv, place, signal, isReady }: EngineCall): Promise<EngineProgram> {
  signal.throwIfAborted();
  const child = await spawnProgram(execArguments(place, argv));
  await abortable(
    signal,
    () => void child.end(0),
    async () => {
      if (!(await says(child, isReady))) throw await couldNotStart(argv, child);
    },
  );
  const problems: string[] = [];
  let told = false;
  void child.ended.then(({ stderr }) => told || problems.push(`${nameOf(argv)} ended early: ${stderr.trim()}`));
  const end = async () => {
    told = true;
    await child.end(0);
  };
  return { problems, end };
}

/** False where it ended, or was ended for its silence, without having said it. What it says later is read on, and forgotten. */
async function says(child: Child, isReady: (line: string) => boolean): Promise<boolean> {
  const silence = setTimeout(() => void child.end(0), PATIENCE_MS);
  return new Promise<boolean>((resolve) => {
    const listen = async () => {
      for await (const line of child.lines()) if (isReady(line)) resolve(true);
      resolve(false);
    };
    void listen();
  }).finally(() => clearTimeout(silence));
}

async function couldNotStart(argv: readonly string[], child: Child): Promise<RunError> {
  const { stderr } = await child.end(0);
  const why = stderr.trim() || `it said nothing within ${PATIENCE_MS / 1000} s`;
  return new RunError('ENGINE', `${nameOf(argv)} could not start: ${why}`);
}

const nameOf = ([program = '']: readonly string[]): string => basename(program);
