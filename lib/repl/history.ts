import type { REPLServer } from 'node:repl';
import { historyFile } from '../host/local/history-file.ts';

/** Lines of earlier sessions are there again by the arrow keys and Ctrl-R. Where they cannot be kept, the shell does without. */
export function keepHistory(shell: REPLServer): void {
  const file = shell.terminal ? historyFile() : undefined;
  if (file !== undefined) shell.setupHistory(file, () => {});
}
