/**
 * Runs a program in a guest to its end, by its agent.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { HostError } from '../../../core/errors.ts';
import type { GuestOutput } from '../../driver.ts';
import type { GuestAgent } from './guest-agent.ts';

export interface GuestExecOptions {
  /** What it reads on its standard input; nothing if left out. */
  readonly input?: string;
  /** Ends the program, where the guest has `kill`; the call then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** The agent tells only when asked: soon for what is soon done, then seldom. */
const FIRST_LOOK_MS = 10;
const LONGEST_LOOK_MS = 500;

/**
 * Runs `argv` as root, with its output captured (the agent keeps 16 MiB of each).
 *
 * @returns also for an exit code other than 0; 128 + the signal's number where a signal ended it
 * @throws HostError where it cannot be started, or the guest does not answer
 * @example await runInGuest(agent, ['/bin/uname', '-r']) // { exitCode: 0, stdout: '6.1.0-49-cloud-amd64\n', stderr: '' }
 */
export async function runInGuest(
  agent: GuestAgent,
  argv: readonly string[],
  { input, signal }: GuestExecOptions = {},
): Promise<GuestOutput> {
  const { pid } = await agent.execute<{ pid: number }>('guest-exec', execArguments(argv, input), { signal });
  try {
    return outputOf(await ending(agent, pid, signal), argv);
  } catch (error) {
    if (!signal?.aborted) throw error;
    await kill(agent, pid);
    throw signal.reason;
  }
}

/** Without input its standard input is /dev/null. */
const execArguments = ([path, ...arg]: readonly string[], input?: string) => ({
  path,
  arg,
  'capture-output': true,
  ...(input === undefined ? {} : { 'input-data': Buffer.from(input).toString('base64') }),
});

interface Status {
  readonly exited: boolean;
  readonly exitcode?: number;
  readonly signal?: number;
  readonly 'out-data'?: string;
  readonly 'err-data'?: string;
  readonly 'out-truncated'?: boolean;
}

async function ending(agent: GuestAgent, pid: number, signal?: AbortSignal): Promise<Status> {
  for (let pause = FIRST_LOOK_MS; ; pause = Math.min(LONGEST_LOOK_MS, pause * 1.5)) {
    const status = await agent.execute<Status>('guest-exec-status', { pid }, { signal });
    if (status.exited) return status;
    await wait(pause, undefined, { signal });
  }
}

function outputOf(status: Status, argv: readonly string[]): GuestOutput {
  if (status['out-truncated'])
    throw new HostError({
      host: 'the guest',
      operation: 'run',
      target: argv.join(' '),
      stderr: 'its output is too long',
    });
  const exitCode = status.exitcode ?? 128 + (status.signal ?? 0);
  return { exitCode, stdout: decoded(status['out-data']), stderr: decoded(status['err-data']) };
}

const decoded = (base64 = ''): string => Buffer.from(base64, 'base64').toString('utf8');

/** As well as it can be done: the agent itself has no command for it. */
const kill = (agent: GuestAgent, pid: number): Promise<unknown> =>
  agent.execute('guest-exec', { path: 'kill', arg: ['-KILL', String(pid)] }).catch(() => undefined);
