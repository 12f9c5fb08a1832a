import type { ApiIndex } from '../api/api-index.ts';
import { documented } from '../api/documented.ts';
import { completeCode } from './code.ts';
import type { Completion } from './completion.ts';
import { completeFile } from './files.ts';

/** What may follow a command of the shell: `.doc` takes a name, `.load` and `.save` take a file, without quotes. */
export async function completeCommand(
  index: ApiIndex,
  command: string,
  argument: string,
): Promise<Completion | undefined> {
  if (command === 'load' || command === 'save') return completeFile(argument, '');
  if (command !== 'doc') return undefined;
  if (/[.(]/.test(argument)) return completeCode({ index, root: documented(index) }, argument, { vms: () => [] });
  return [
    Object.keys({ ...index.exports, ...publicTypes(index) }).filter((name) => name.startsWith(argument)),
    argument,
  ];
}

/** Types that were reached without having a name are called by the way to them: nobody would type that. */
const publicTypes = ({ types }: ApiIndex): object =>
  Object.fromEntries(Object.entries(types).filter(([name]) => /^\w+$/.test(name)));
