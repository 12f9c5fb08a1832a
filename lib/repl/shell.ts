import { start } from 'node:repl';
import { lab } from '../lab/lab.ts';
import { tell } from './cleanup.ts';
import { globals } from './globals.ts';

/** The prompt. Leaving it puts back what was set, and says what that was. */
export async function startShell(): Promise<void> {
  await lab.session.begin(); // the shell's own handling of exceptions lets no one listen for them later
  const shell = start({ prompt: 'vmlab> ', useGlobal: true });
  Object.assign(shell.context, globals);
  shell.on('exit', () => void lab.close().then(tell));
}
