import type { REPLServer } from 'node:repl';
import type { CommandScreen } from './commands/command.ts';
import { hasColours } from './printed.ts';

interface Key {
  readonly name?: string;
  readonly ctrl?: boolean;
}

/** Where the shell's own keys arrive: not in its types, and what Node's shell itself puts its own in place of. */
interface WithKeys {
  _ttyWrite: (text: string, key: Key) => void;
}

/** What commands draw on, as it is now. */
export const screenOf = (shell: REPLServer, { stdout } = process): CommandScreen => ({
  columns: stdout.columns ?? 80,
  rows: stdout.rows ?? 24,
  color: hasColours(stdout),
  isTerminal: stdout.isTTY === true,
  write: (text) => void shell.output.write(text),
  onKey: (listener) => takeKeys(shell as unknown as WithKeys, listener),
});

/** Ctrl-C stays the shell's. */
function takeKeys(shell: WithKeys, listener: (key: string) => void): () => void {
  const nodes = shell._ttyWrite;
  shell._ttyWrite = (text, key) => (key?.ctrl ? nodes.call(shell, text, key) : listener(key?.name ?? text));
  return () => {
    shell._ttyWrite = nodes;
  };
}
