import type { REPLServer } from 'node:repl';
import type { Command, Prompt } from './command.ts';
import { doc } from './doc.ts';
import { helpText } from './help.ts';
import { journal } from './journal.ts';
import { load } from './load.ts';
import { save } from './save.ts';
import { top } from './top.ts';
import { undo } from './undo.ts';
import { vms } from './vms.ts';

/** Those of vmlab, by their words. */
export const COMMANDS: Readonly<Record<string, Command>> = { vms, top, journal, undo, save, load, doc };

/** Gives the shell vmlab's words. @param perform does a task as a line is done: Ctrl-C ends it, and a prompt follows */
export function defineCommands(shell: REPLServer, perform: (task: (prompt: Prompt) => Promise<string>) => void): void {
  for (const [name, { help, run }] of Object.entries(COMMANDS))
    shell.defineCommand(name, { help, action: (words) => perform((prompt) => run(words, prompt)) });
  shell.defineCommand('help', {
    help: 'Print this',
    action: () => perform(async ({ screen }) => helpText(helpOf(shell), screen.color)),
  });
}

const helpOf = ({ commands }: REPLServer): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(commands).map(([name, command]) => [name, command?.help]));
