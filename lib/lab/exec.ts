import { execArguments } from '../driver/local/exec-arguments.ts';
import type { Slice } from '../driver/local/slice.ts';
import type { Host } from '../host/host.ts';

/** How a program is run in a VM. */
export interface ExecOptions {
  /** Ends the program. The call then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** What it reads on its standard input; nothing if left out. */
  readonly input?: string;
}

/** How a program ended, and what it printed. */
export interface ExecResult {
  /** 128 + the signal's number where a signal ended it. */
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program in a slice: a member of its groups from its first instruction, in its network, and ended when we end. */
export async function execIn(host: Host, { joinFiles, network }: Slice, call: ExecCall): Promise<ExecResult> {
  const place = { joinFiles, ...(network && { netns: network.netns }) };
  const argv = execArguments(place, call.argv);
  const { exitCode = 0, stdout, stderr } = await host.run(argv, { ...call.options, anyExitCode: true });
  return { exitCode, stdout, stderr };
}

export interface ExecCall {
  readonly argv: readonly string[];
  readonly options: ExecOptions;
}
