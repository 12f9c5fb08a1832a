import { entriesOf, withoutTilde } from '../../host/local/directory.ts';
import type { Completion } from './completion.ts';

/**
 * Names of files that a path may go on with; directories end in a slash, hidden ones are there for who types a dot. A path from `~` is
 * replaced by what it stands for, since only shells read it so.
 *
 * @param quote what the path is within, which is escaped in it; '' for none
 */
export async function completeFile(typed: string, quote: string): Promise<Completion> {
  const path = withoutTilde(unescaped(typed, quote));
  const slash = path.lastIndexOf('/') + 1;
  const begun = path.slice(slash);
  const isWanted = (name: string) => name.startsWith(begun) && (!name.startsWith('.') || begun.startsWith('.'));
  const entries = await entriesOf(path.slice(0, slash) || '.', isWanted);
  const names = entries.map(({ name, isDirectory }) => escaped(isDirectory ? `${name}/` : name, quote));
  if (!typed.startsWith('~')) return [names, typed.slice(typed.lastIndexOf('/') + 1)];
  return [names.map((name) => escaped(path.slice(0, slash), quote) + name), typed];
}

const unescaped = (text: string, quote: string): string => (quote === '' ? text : text.replace(/\\(.)/g, '$1'));

const escaped = (text: string, quote: string): string =>
  quote === ''
    ? text
    : text.replace(/[\\'"]/g, (letter) => (letter === '\\' || letter === quote ? `\\${letter}` : letter));
