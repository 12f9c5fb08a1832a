import { anySignal } from '../../core/any-signal.ts';
import { InputError } from '../../core/errors.ts';
import { checkOptionNames } from '../../core/option-names.ts';
import type { GuestExecOptions, GuestOutput } from '../../driver/guest/guest.ts';
import type { Ability, Opening } from '../opening.ts';
import type { LabParts } from '../session.ts';
import { sshOf } from './inside.ts';

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

/** Runs a program in a VM to its end: its own, or that of the session. */
export async function execIn(
  { vm, parts }: { readonly vm: Opening; readonly parts: () => LabParts },
  argv: readonly string[],
  options: ExecOptions = {},
): Promise<ExecResult> {
  checkProgram(argv);
  checkOptionNames(options, ['signal', 'input']);
  await vm.open();
  const { session, host } = parts();
  const exec: Ability<Exec> = { what: 'exec', of: (domain) => sshOf(vm, host)?.exec ?? domain.exec };
  return session.during((root) =>
    vm.act(exec, (run) => run(argv, { ...options, signal: anySignal(root, options.signal) })),
  );
}

type Exec = (argv: readonly string[], options: GuestExecOptions) => Promise<GuestOutput>;

function checkProgram(argv: readonly string[]): void {
  if (Array.isArray(argv) && argv[0] && argv.every((word) => typeof word === 'string')) return;
  throw new InputError({ expected: "a program and its arguments, as ['ls', '-l']", received: JSON.stringify(argv) });
}
