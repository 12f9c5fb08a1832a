import type { ApiIndex } from '../api/api-index.ts';
import { loadApiIndex } from '../api/load.ts';
import { completeCode } from './code.ts';
import { completeCommand } from './command.ts';
import type { Completion, Names } from './completion.ts';
import { rootOf } from './root.ts';

/**
 * What may follow a line that is being typed: members of what calls return, options and their values, VMs, files. Runs nothing of it.
 *
 * @param line up to the cursor; lines before it may stand in it too
 * @param context the shell's variables
 * @returns undefined where Node's own completer knows better
 * @example await complete("replay.fromCsv('record.csv').sub", globalThis, names) // [['subtractOverhead'], 'sub']
 */
export async function complete(line: string, context: object, names: Names): Promise<Completion | undefined> {
  const index = await loadApiIndex().catch((): ApiIndex => ({ exports: {}, types: {} })); // files can be completed without
  return completeWith(index, line, { context, names });
}

/** The same, from an index at hand. */
export function completeWith(
  index: ApiIndex,
  line: string,
  { context, names }: { readonly context: object; readonly names: Names },
): Promise<Completion | undefined> {
  const [, command, argument] = /^\s*\.(\w+)\s+(.*)$/s.exec(line) ?? [];
  if (command !== undefined) return completeCommand(index, command, argument as string);
  return completeCode({ index, root: rootOf(index, context, names) }, line, names);
}
