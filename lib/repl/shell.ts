/**
 * The prompt: Node's own shell, with vmlab's evaluation, words, completion and printing around it.
 */
import { type REPLServer, start } from 'node:repl';
import { Scope } from '../core/scope.ts';
import { versions } from '../host/local/versions.ts';
import type { Lab } from '../lab/lab.ts';
import { createInk } from '../report/terminal/ink.ts';
import type { Prompt } from './commands/command.ts';
import { defineCommands } from './commands/commands.ts';
import { installCompleter } from './completer.ts';
import { LOCAL } from './connect.ts';
import { Evaluator } from './evaluate/evaluator.ts';
import type { Line } from './evaluate/line.ts';
import { globals } from './globals.ts';
import { keepHistory } from './history.ts';
import { KnownVms } from './known/vms.ts';
import { onLeaving } from './leaving.ts';
import { printVm } from './print/vm.ts';
import { hasColours, printed } from './printed.ts';
import { screenOf } from './screen.ts';
import { VmVariables } from './vm-variables.ts';

/** @param lab what is called so there. Leaving it puts back what was set, and says what that was. */
export async function startShell(lab: Lab): Promise<void> {
  const { session } = lab;
  await session.begin(); // the shell's own handling of exceptions lets no one listen for them later
  const known = new KnownVms(lab, globalThis);
  await known.refresh().catch(() => undefined); // `.vms` says what is wrong
  process.stdout.write(welcome(lab, known));
  const writer = (value: unknown) => printVm(value, known) ?? printed(value, process.stdout);
  const shell = start({ prompt: 'vmlab> ', useGlobal: true, breakEvalOnSigint: true, ignoreUndefined: true, writer });
  Object.assign(shell.context, globals, { lab });
  const [held, lines] = [new Scope(), [] as Line[]];
  const variables = new VmVariables(shell.context, () => known.all);
  variables.update();
  const evaluator = new Evaluator(shell, {
    ...{ session, held, toOpen: (source) => known.toOpen(source) },
    onGood: (line) => void lines.push(line),
    onEnd: () => followed(known, variables),
  });
  defineCommands(shell, (task) => {
    const typed: string[] = [];
    const prompt = {
      ...{ session, known, uri: lab.uri, lines },
      vmNames: variables.names,
      screen: screenOf(shell),
      typed: (code: string) => void typed.push(code),
    };
    const run = async (signal: AbortSignal) => tell(shell, await task({ ...prompt, signal } satisfies Prompt));
    evaluator.perform(run, () =>
      typed.length > 0 ? void shell.emit('line', typed.join('\n')) : shell.displayPrompt(),
    );
  });
  installCompleter(shell, () => known.all.map(({ vm }) => vm.name));
  keepHistory(shell);
  onLeaving(shell, held);
}

/** At once what vmlab has made; and, when they have told, who is there elsewhere. No prompt waits for that, and `.vms` says what is wrong with it. */
function followed(known: KnownVms, variables: VmVariables): void {
  variables.update();
  known.refresh().then(
    () => variables.update(),
    () => undefined,
  );
}

function welcome({ uri }: Lab, { all }: KnownVms): string {
  const { vmlab, node } = versions();
  const ink = createInk(hasColours(process.stdout));
  return `${ink(`vmlab ${vmlab}`, 'title')} ${ink(`on Node ${node}.`, 'faint')} .help shows what can be done here.\n${uri === LOCAL ? '' : thereIs(uri, all)}`;
}

const thereIs = (uri: string, { length }: readonly unknown[]): string =>
  `lab is ${uri}${length > 0 ? `, with ${length} ${length === 1 ? 'VM' : 'VMs'}: .vms shows them` : ''}.\n`;

const tell = (shell: REPLServer, text: string): void => void (text !== '' && shell.output.write(`${text}\n`));
