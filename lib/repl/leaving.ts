import { once } from 'node:events';
import type { REPLServer } from 'node:repl';
import type { Scope } from '../core/scope.ts';
import { lab } from '../lab/lab.ts';
import { tell } from './cleanup.ts';

/** However the shell is left, what it held and what was set is put back, and named. */
export function onLeaving(shell: REPLServer, held: Scope): void {
  const { exit } = process;
  process.exit = ((code?: number) => {
    process.exitCode = code ?? process.exitCode;
    shell.close();
  }) as typeof process.exit;
  shell.on('exit', async () => {
    await held[Symbol.asyncDispose]().catch((error: unknown) => console.error(error));
    tell(await lab.close());
    await historyKept(shell);
    exit.call(process);
  });
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.once(signal, giveTerminalBack);
}

/** Node's shell writes it a moment after each line. */
async function historyKept(shell: REPLServer): Promise<void> {
  if ((shell as { readonly _flushing?: boolean })._flushing) await once(shell, 'flushHistory');
}

/** A signal ends us before Node could do so: the user's shell is to echo again. */
const giveTerminalBack = (): void => void (process.stdin.isTTY && process.stdin.setRawMode(false));
