import { createInk } from '../report/terminal/ink.ts';
import type { TerminalOptions } from '../report/terminal/options.ts';
import type { ApiIndex } from './api/api-index.ts';
import { loadApiIndex } from './api/load.ts';
import { findDocumented } from './documentation/find.ts';
import { memberLines } from './documentation/member.ts';

/**
 * The docstring of a name of the API, as text for a terminal: how it is called, what it does, its options, its errors, an example.
 *
 * @param name dotted: `'migmon.dirty'`, `'DirtyMemory.latency'`, or as code has it, `"migmon.dirty({ size: '1G' }).latency"`
 * @param options as the terminal is, unless told
 * @throws InputError, with the nearest names, for one that there is not; UnsupportedError where vmlab was not built
 * @example console.log(await documentationOf('migmon.dirty'))
 */
export const documentationOf = async (name: string, options: TerminalOptions = ofOutput()): Promise<string> =>
  documentationFrom(await loadApiIndex(), name, options);

const ofOutput = ({ stdout } = process): TerminalOptions => ({
  columns: stdout.columns,
  color: stdout.isTTY && stdout.hasColors(), // which looks at NO_COLOR
});

/** The same, from an index at hand; 80 columns without colours unless told. */
export function documentationFrom(
  index: ApiIndex,
  name: string,
  { columns = 80, color = false }: TerminalOptions = {},
): string {
  const page = { index, columns: Math.max(40, columns), ink: createInk(color) };
  return memberLines(findDocumented(index, name), page).join('\n');
}
