import { start } from 'node:repl';
import { Scope } from '../core/scope.ts';
import { lab } from '../lab/lab.ts';
import { tell } from './cleanup.ts';
import { Evaluator } from './evaluate/evaluator.ts';
import { globals } from './globals.ts';
import { createVmVariables } from './vm-variables.ts';

/** The prompt. Leaving it puts back what was set, and says what that was. */
export async function startShell(): Promise<void> {
  await lab.session.begin(); // the shell's own handling of exceptions lets no one listen for them later
  const shell = start({ prompt: 'vmlab> ', useGlobal: true, breakEvalOnSigint: true, ignoreUndefined: true });
  Object.assign(shell.context, globals);
  const held = new Scope();
  new Evaluator(shell, {
    session: lab.session,
    held,
    onGood: () => {},
    onEnd: createVmVariables(shell.context, () => lab.vms()),
  });
  shell.on('exit', () => void lab.close().then(tell));
}
