import { RunError, VmlabError } from '../../core/errors.ts';

/** An error of vmlab is a sentence with its code: where in vmlab it was thrown is of no use at a prompt. Others print as Node prints them. */
export function printError(value: unknown): string | undefined {
  if (!(value instanceof VmlabError)) return undefined;
  const result = value instanceof RunError && value.result !== undefined ? [RESULT] : [];
  return [`${value.message} (${value.code})`, ...causes(value), ...result].join('\n');
}

const RESULT = 'What was measured until then is its .result.';

/** What led to it, unless its own sentence says that already. */
function causes({ message, cause }: Error): string[] {
  if (!(cause instanceof Error) || message.includes((cause as NodeJS.ErrnoException).code ?? cause.message)) return [];
  return [`because: ${cause.message}`, ...causes(cause)];
}
