import type { EventEmitter } from 'node:events';
import type { REPLServer } from 'node:repl';
import { RunError, VmlabError } from '../../core/errors.ts';
import { createInk, type Ink } from '../../report/terminal/ink.ts';
import { INTERRUPTED } from './cancel.ts';

/** What Node's shell has that its types do not tell: where all errors of lines, and of what they began, arrive. */
interface WithDomain {
  readonly _domain?: EventEmitter;
  lastError?: unknown;
  lines?: { level?: unknown[] };
}

/** Says what is vmlab's in a sentence, and leaves other errors to Node. A Node without domains says them all. */
export function tellErrors(shell: REPLServer, onError: () => void): void {
  const { _domain: domain } = shell as WithDomain;
  const nodes = domain?.listeners('error') ?? [];
  domain?.removeAllListeners('error');
  domain?.on('error', (error: unknown) => {
    onError();
    const sentence = sentenceOf(error, createInk(shell.useColors));
    if (sentence !== undefined) return tell(shell, error, sentence);
    if (error instanceof Error && error.stack) error.stack = withoutOurFrames(error.stack);
    for (const listener of nodes) listener.call(domain, error);
  });
}

/** What stands for the line itself, and what called it, tells nothing of the user's: Node says the line's place where it is one. */
const withoutOurFrames = (stack: string): string =>
  stack
    .replace(/\n {4}at ContextifyScript\.[\s\S]*/, '')
    .split('\n')
    .filter((line) => !/^ {4}at REPL1:\d+:\d+$/.test(line))
    .join('\n');

/** As Node's shell does it, in other words. */
function tell(shell: REPLServer, error: unknown, sentence: string): void {
  Object.assign(shell as WithDomain, { lastError: error });
  shell.output.write(`${sentence}\n`);
  shell.clearBufferedCommand();
  shell.displayPrompt();
}

/** @returns undefined for an error that is none of vmlab's. @example sentenceOf(error, createInk(false)) // "expected … (BAD_INPUT)" */
export function sentenceOf(error: unknown, ink: Ink): string | undefined {
  const { code } = error as { readonly code?: string };
  if (code === INTERRUPTED || code === 'ERR_SCRIPT_EXECUTION_INTERRUPTED') return ink('interrupted', 'faint');
  if (!(error instanceof VmlabError)) return undefined;
  const hint =
    error instanceof RunError && error.result !== undefined ? '\nwhat it measured until then: _error.result' : '';
  return `${error.message} ${ink(`(${error.code})`, 'faint')}${hint}`;
}
