/**
 * What `xentop -b` prints.
 */
import type { ParseOptions } from '../parsed.ts';
import { readLines } from '../text/lines.ts';
import { nothingFound } from '../text/place.ts';
import { XentopBlocks } from './xentop-blocks.ts';
import type { XentopOutput } from './xentop-output.ts';
import { samplesOf } from './xentop-samples.ts';
import { settle } from './xentop-settle.ts';

/**
 * Reads what `xentop -b` printed, with or without `-f`, `-r`, `-v`, `-n` and `-x`; columns are found by their head.
 *
 * @param text its standard output
 * @returns samples in order, of domains in xentop's order (by name); bytes, seconds and cores. A domain that goes is just not there any more,
 *   and one that is made anew under its name has a new id, which xentop does not tell: its `cpuSeconds` fall
 * @throws InputError with line, column and value for what is not xentop's output
 * Source: xentop.c and libxenstat of Xen 4.17.
 * @example gather.parsers.xentop(text).samples[1]?.domains[0]?.cpuCores // 0.214
 */
export function xentop(text: string, options: ParseOptions = {}): XentopOutput {
  const origin = { ...options, tool: 'xentop', command: 'LC_ALL=C xentop -b -f -d 1' };
  const blocks = new XentopBlocks(origin);
  const { truncated, notes } = readLines(text, (line) => blocks.add(line));
  if (blocks.list.length === 0) throw nothingFound(origin, "xentop's head: NAME STATE CPU(sec) …", text);
  const settled = settle(samplesOf(blocks.list));
  return { samples: settled.samples, truncated, notes: [...notes, ...blocks.notes(), ...settled.notes] };
}
