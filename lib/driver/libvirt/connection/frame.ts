/**
 * Where the answer to a command begins and ends in what virsh says. Its own `echo` marks that, on both outputs.
 *
 * virsh repeats on standard output the lines that it reads, after a prompt, or the last columns of them. So the marks are written with a
 * quote in their middle, and what virsh repeats is never the mark itself.
 */
import { commandLine } from './quote.ts';

export interface Answer {
  readonly stdout: string;
  readonly stderr: string;
}

/** @param nonce a word that no answer holds. @returns the lines to send */
export const framed = (command: readonly string[], nonce: string): string =>
  [
    `echo "${nonce}"begin; ${commandLine(command)}`,
    `echo "${nonce}"end`,
    `echo --err "${nonce}"end`,
    '', // the last line ends as well
  ].join('\n');

/** @returns the answer, once both outputs have come to its end; undefined before. */
export function answerIn({ stdout, stderr }: Answer, nonce: string): Answer | undefined {
  const start = stdout.indexOf(`${nonce}begin`);
  const end = stdout.indexOf(`${nonce}end`);
  const endOfErrors = stderr.indexOf(`${nonce}end`);
  if (end < 0 || endOfErrors < 0) return undefined;
  const said = stdout.slice(start + `${nonce}begin`.length, end);
  return {
    stdout: said.replace(PROMPT, '').replace(/^\n/, ''),
    stderr: stderr.slice(0, endOfErrors).replace(/error: $/, ''),
  };
}

/** What virsh repeats of the line that ends the answer. It is `#` for who may change things, `>` for who may read. */
const PROMPT = /virsh [#>] [^\n]*\n$/;
