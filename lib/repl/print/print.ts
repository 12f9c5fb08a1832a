import { inspect } from 'node:util';
import { printColumn } from './column.ts';
import { printError } from './error.ts';
import { printExecResult } from './exec-result.ts';
import { printList } from './list.ts';
import { printNames } from './names.ts';
import type { PrintPage } from './page.ts';
import { printReported } from './reported.ts';
import { printStrategy } from './strategy.ts';
import { printText } from './text.ts';
import { printUndo } from './undo.ts';

/** Each knows one kind of value, and says undefined of the others. */
type Printer = (value: unknown, page: PrintPage) => string | undefined;

const PRINTERS: readonly Printer[] = [
  printStrategy,
  printText,
  printError,
  printColumn,
  printReported,
  printList,
  printExecResult,
  printUndo,
  printNames,
];

/** More of a list is not read at a prompt. */
const MOST_ITEMS = 20;

/**
 * A value as the shell shows it: as something to read. What vmlab does not know is printed as Node prints it.
 *
 * @param options ANSI `colors`, false unless told; `width` in cells, 80 unless told
 * @example print(trace, { colors: true, width: 120 }) // a line a resource, with its totals and a picture
 */
export function print(
  value: unknown,
  { colors = false, width = 80 }: { colors?: boolean; width?: number } = {},
): string {
  for (const printer of PRINTERS) {
    const text = printer(value, { colors, width });
    if (text !== undefined) return text;
  }
  return inspect(value, { colors, breakLength: width, maxArrayLength: MOST_ITEMS });
}
