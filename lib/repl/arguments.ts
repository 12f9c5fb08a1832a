/**
 * What the words of a command line ask for, as data.
 */
import { parseArgs } from 'node:util';

export type Command =
  | { readonly kind: 'shell' | 'cleanup' | 'version' | 'help' }
  | { readonly kind: 'script'; readonly file: string; readonly args: readonly string[] }
  | { readonly kind: 'code'; readonly code: string; readonly print: boolean; readonly args: readonly string[] }
  | { readonly kind: 'input'; readonly args: readonly string[] }
  | { readonly kind: 'wrong'; readonly message: string };

/** What was asked for, and of which machine. */
export interface Request {
  readonly command: Command;
  readonly connect?: string;
}

const OPTIONS = {
  eval: { type: 'string', short: 'e' },
  print: { type: 'string', short: 'p' },
  connect: { type: 'string' },
  cleanup: { type: 'boolean' },
  version: { type: 'boolean', short: 'v' },
  help: { type: 'boolean', short: 'h' },
} as const;

/**
 * @param isTerminal whether someone may type: else a command line without a script or code takes its standard input for one
 * @example requested(['-p', 'lab.vms()'], true) // { command: { kind: 'code', code: 'lab.vms()', print: true, args: [] } }
 */
export function requested(words: readonly string[], isTerminal: boolean): Request {
  const end = words.findIndex((word, at) => isOperand(word) && !takesNext(words[at - 1]));
  const [options, operands] = end < 0 ? [words, []] : [words.slice(0, end), words.slice(end)];
  try {
    const { values } = parseArgs({ args: [...options], options: OPTIONS });
    return { command: commandOf(values, operands, isTerminal), connect: values.connect };
  } catch (error) {
    return { command: { kind: 'wrong', message: (error as Error).message } };
  }
}

/** The first is a script; all after it are the script's. A dash is the standard input. */
const isOperand = (word: string): boolean => !word.startsWith('-') || word === '-';

const takesNext = (word: string | undefined): boolean =>
  word !== undefined && ['-e', '--eval', '-p', '--print', '--connect'].includes(word);

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

function commandOf(values: Values, operands: readonly string[], isTerminal: boolean): Command {
  const { eval: evaluated, print: printed, cleanup, version, help } = values;
  if (help) return { kind: 'help' };
  if (version) return { kind: 'version' };
  if (cleanup) return { kind: 'cleanup' };
  const code = printed ?? evaluated;
  if (code !== undefined) return { kind: 'code', code, print: printed !== undefined, args: operands };
  const [file, ...args] = operands;
  if (file === '-' || (file === undefined && !isTerminal)) return { kind: 'input', args };
  return file === undefined ? { kind: 'shell' } : { kind: 'script', file, args };
}
