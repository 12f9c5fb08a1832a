/**
 * A program that is run in each VM at the same time.
 */
import { reasonOf } from '../../core/undo.ts';
import type { Vm } from '../../lab/vm/vm.ts';

/** How it ended in one VM. */
export interface CommandOutcome {
  readonly vm: string;
  /** Null where it did not come to its end. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** From its start to its end, in s. */
  readonly seconds: number;
  /** Why it did not come to its end; empty: it did. */
  readonly failure: string;
}

/** Runs it in all; resolves when it has ended in all. What failed in one is told of that one. */
export const runInAll = (
  vms: readonly Vm[],
  command: readonly string[],
  signal: AbortSignal,
): Promise<CommandOutcome[]> => Promise.all(vms.map((vm) => runIn(vm, command, signal)));

async function runIn(vm: Vm, command: readonly string[], signal: AbortSignal): Promise<CommandOutcome> {
  const begun = performance.now();
  const seconds = () => (performance.now() - begun) / 1000;
  try {
    const { exitCode, stdout, stderr } = await vm.exec(command, { signal });
    return { vm: vm.name, exitCode, stdout, stderr, seconds: seconds(), failure: '' };
  } catch (error) {
    const failure = signal.aborted ? 'it still ran when the run ended, and was ended' : reasonOf(error);
    return { vm: vm.name, exitCode: null, stdout: '', stderr: '', seconds: seconds(), failure };
  }
}
