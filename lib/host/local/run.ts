/**
 * Runs one program to its end. The argument array is passed on as it is: there is no shell that could read it otherwise.
 */
import { constants } from 'node:os';
import type { Result } from 'execa';
import { HostError } from '../../core/errors.ts';
import type { Output, RunOptions } from '../host.ts';
import { loadExeca } from './load-execa.ts';

type Finished = Result<{ reject: false; stripFinalNewline: false }>;

/** @throws HostError as Host.run says; the reason of `options.signal` where that was aborted. */
export async function runProgram(host: string, argv: readonly string[], options: RunOptions = {}): Promise<Output> {
  options.signal?.throwIfAborted();
  const finished = await start(argv, options);
  options.signal?.throwIfAborted();
  const exitCode = exitCodeOf(finished);
  if (exitCode === undefined || (exitCode !== 0 && !options.anyExitCode)) throw failure(host, argv, finished);
  return { stdout: finished.stdout, stderr: finished.stderr, exitCode };
}

async function start([program = '', ...args]: readonly string[], { input, signal }: RunOptions): Promise<Finished> {
  const execa = await loadExeca();
  return execa(program, args, {
    reject: false,
    stripFinalNewline: false,
    forceKillAfterDelay: 500,
    ...(input === undefined ? { stdin: 'ignore' as const } : { input }),
    ...(signal && { cancelSignal: signal }),
  });
}

/** Undefined where the program never ran. */
function exitCodeOf({ exitCode, signal }: Finished): number | undefined {
  return exitCode ?? (signal && 128 + constants.signals[signal]);
}

function failure(host: string, argv: readonly string[], { stderr, code, cause }: Finished): HostError {
  return new HostError({ host, operation: 'run', target: argv.join(' '), errno: code, stderr }, { cause });
}
