/**
 * What `xl list` prints: a table, or JSON.
 */
import type { ParseOptions } from '../parsed.ts';
import { readXlJson } from './xl-json.ts';
import type { XlListOutput } from './xl-output.ts';
import { readXlTable } from './xl-table.ts';

/**
 * Reads what `xl list`, `xl list -v` or `xl list -l` printed. The table tells of use, and `-l` (JSON) of configuration.
 *
 * @param text its standard output; of several tables, each is a sample
 * @returns domains in xl's order (by id); bytes, seconds and cores
 * @throws InputError with line and value for what is not xl's output. A name that xl does not know leaves nothing on its standard output
 * Source: xl_list.c and libxl of Xen 4.17.
 * @example gather.parsers.xlList(text).samples[0]?.domains.map(({ id, name }) => `${id} ${name}`) // ['0 Domain-0', '33 db-1']
 */
export function xlList(text: string, options: ParseOptions = {}): XlListOutput {
  const origin = { ...options, tool: 'xl list', command: 'LC_ALL=C xl list' };
  return text.trimStart().startsWith('[') ? readXlJson(text, origin) : readXlTable(text, origin);
}
