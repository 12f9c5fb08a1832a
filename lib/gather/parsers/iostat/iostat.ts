/**
 * What iostat of sysstat prints: tables, or JSON.
 */
import type { ParseOptions } from '../parsed.ts';
import { readIostatJson } from './json.ts';
import type { IostatOutput } from './output.ts';
import { readIostatTables } from './tables.ts';

/**
 * Reads what `iostat` printed: with `-d`, `-c`, `-k`, `-m`, `-x`, `-s`, `-t`, `-g` or `-o JSON`, of versions 10 to 12. Columns are found by their
 * head.
 *
 * @param text its standard output
 * @returns a sample a report: bytes, seconds and shares (0 to 1). The first is of all the time since boot, unless iostat ran with `-y`
 * @throws InputError with line, column and value for what is not iostat's output, of another language (decimal commas), or with units (`-h`)
 * Source: iostat(1) of sysstat 12.6.
 * @example gather.parsers.iostat(text).samples[1]?.devices[0]?.writeBytesPerSecond // 20971520
 */
export function iostat(text: string, options: ParseOptions = {}): IostatOutput {
  const origin = { ...options, tool: 'iostat', command: 'LC_ALL=C iostat -dkx 1' };
  return text.trimStart().startsWith('{') ? readIostatJson(text, origin) : readIostatTables(text, origin);
}
