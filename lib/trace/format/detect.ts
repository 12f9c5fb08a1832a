/**
 * Which format is this? Told by the first line, never by the file's name.
 */
import { InputError } from '../../core/errors.ts';
import { wholeLines } from './cells/lines.ts';
import { textIn } from './cells/number.ts';
import { emptyFile } from './errors.ts';
import type { Source } from './source.ts';
import { TIDY_COLUMNS } from './tidy/columns.ts';

export type Format = 'virt-top' | 'tidy' | 'memory-record' | 'rescoin';

const LOOKED_AT = 1024;
const NUMBER = String.raw`[-+]?[\d.]+`;
const SIGNS: readonly (readonly [Format, RegExp])[] = [
  ['virt-top', /^"?Hostname\b/],
  ['tidy', new RegExp(`^"?${TIDY_COLUMNS[0]}\\b`)],
  ['memory-record', new RegExp(`^[ \\t]*${NUMBER}[ \\t]*$`)],
  ['rescoin', new RegExp(`^[ \\t]*${NUMBER}(?:[ \\t]+(?:${NUMBER}|-?nan)){7}[ \\t]*$`)],
];

/**
 * @throws InputError for an empty file, UTF-16, and a first line that is of no known format
 * @example await detectFormat(source) // 'virt-top'
 */
export async function detectFormat(source: Source): Promise<Format> {
  const line = await firstLine(source);
  const found = SIGNS.find(([, sign]) => sign.test(line));
  if (found) return found[0];
  const expected = "a recording: virt-top --csv, vmlab's tidy CSV, a memory_record or ResCoin's .rst";
  throw new InputError({ file: source.name, line: 1, expected, received: line.slice(0, 200) });
}

async function firstLine(source: Source): Promise<string> {
  for await (const block of wholeLines(source, { line: 1 })) {
    const text = textIn(block, 0, Math.min(block.length, LOOKED_AT));
    return text.split(/\r?\n/, 1)[0] ?? '';
  }
  return emptyFile(source.name, 'a recording');
}
