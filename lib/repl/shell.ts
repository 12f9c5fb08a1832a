/**
 * The prompt: Node's own shell, with vmlab's evaluation, words, completion and printing around it.
 */
import { type REPLServer, start } from 'node:repl';
import { Scope } from '../core/scope.ts';
import { versions } from '../host/local/versions.ts';
import { lab } from '../lab/lab.ts';
import { createInk } from '../report/terminal/ink.ts';
import type { Prompt } from './commands/command.ts';
import { defineCommands } from './commands/commands.ts';
import { installCompleter } from './completer.ts';
import { Evaluator } from './evaluate/evaluator.ts';
import type { Line } from './evaluate/line.ts';
import { globals } from './globals.ts';
import { keepHistory } from './history.ts';
import { onLeaving } from './leaving.ts';
import { hasColours, printed } from './printed.ts';
import { screenOf } from './screen.ts';
import { VmVariables } from './vm-variables.ts';

/** Leaving it puts back what was set, and says what that was. */
export async function startShell(): Promise<void> {
  await lab.session.begin(); // the shell's own handling of exceptions lets no one listen for them later
  process.stdout.write(welcome());
  const writer = (value: unknown) => printed(value, process.stdout);
  const shell = start({ prompt: 'vmlab> ', useGlobal: true, breakEvalOnSigint: true, ignoreUndefined: true, writer });
  Object.assign(shell.context, globals);
  const [held, lines] = [new Scope(), [] as Line[]];
  const variables = new VmVariables(shell.context, () => lab.vms());
  const onGood = (line: Line) => void lines.push(line);
  const evaluator = new Evaluator(shell, { session: lab.session, held, onGood, onEnd: () => variables.update() });
  defineCommands(shell, (task) => {
    const typed: string[] = [];
    const prompt = {
      lab,
      lines,
      vmNames: variables.names,
      screen: screenOf(shell),
      typed: (code: string) => void typed.push(code),
    };
    const run = async (signal: AbortSignal) => tell(shell, await task({ ...prompt, signal } satisfies Prompt));
    evaluator.perform(run, () =>
      typed.length > 0 ? void shell.emit('line', typed.join('\n')) : shell.displayPrompt(),
    );
  });
  installCompleter(shell, () => lab.vms().map(({ name }) => name));
  keepHistory(shell);
  onLeaving(shell, held);
}

function welcome(): string {
  const { vmlab, node } = versions();
  const ink = createInk(hasColours(process.stdout));
  return `${ink(`vmlab ${vmlab}`, 'title')} ${ink(`on Node ${node}.`, 'faint')} .help shows what can be done here.\n`;
}

const tell = (shell: REPLServer, text: string): void => void (text !== '' && shell.output.write(`${text}\n`));
