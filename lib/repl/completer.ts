import type { CompleterResult } from 'node:readline';
import type { REPLServer } from 'node:repl';

type Callback = (error: Error | null, result?: CompleterResult) => void;
type Completer = (line: string, callback: Callback) => void;

/** Puts vmlab's completion before Node's, which answers where vmlab's does not know. */
export function installCompleter(shell: REPLServer, vms: () => string[]): void {
  const nodes = shell.completer.bind(shell) as Completer;
  const completer: Completer = (line, callback) =>
    void completed(shell, line, vms).then(
      (result) => (result === undefined ? nodes(line, callback) : callback(null, result)),
      () => nodes(line, callback),
    );
  Object.assign(shell, { completer });
}

async function completed(shell: REPLServer, line: string, vms: () => string[]): Promise<CompleterResult | undefined> {
  const { complete } = await import('./complete/complete.ts');
  return complete(line, shell.context, { vms });
}
