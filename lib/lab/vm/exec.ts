import { anySignal } from '../../core/any-signal.ts';
import { InputError } from '../../core/errors.ts';
import type { Session } from '../../core/session.ts';
import type { Domain } from '../../driver/driver.ts';
import type { Ability, Opening } from '../opening.ts';

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

const exec: Ability<NonNullable<Domain['exec']>> = { what: 'exec', of: (domain) => domain.exec };

/** Runs a program in a VM to its end: its own, or that of the session. */
export async function execIn(
  { vm, session }: { readonly vm: Opening; readonly session: () => Session },
  argv: readonly string[],
  options: ExecOptions = {},
): Promise<ExecResult> {
  checkProgram(argv);
  await vm.open();
  return session().during((root) =>
    vm.act(exec, (run) => run(argv, { ...options, signal: anySignal(root, options.signal) })),
  );
}

function checkProgram(argv: readonly string[]): void {
  if (Array.isArray(argv) && argv[0]) return;
  throw new InputError({ expected: "a program and its arguments, as ['ls', '-l']", received: JSON.stringify(argv) });
}
