import { InputError } from '../../../core/errors.ts';
import { linesOf } from '../../../core/lines.ts';
import type { Ending } from '../parsed.ts';

export interface Line {
  /** From 1. */
  readonly number: number;
  /** Without the line break: `\n`, or `\r\n` where a terminal of ssh was between. */
  readonly text: string;
}

/**
 * Hands on line by line. A last line without a line break that cannot be read is left out, since a tool that is killed stops anywhere; if it
 * can be read, that is noted, because its last number may have had more digits.
 *
 * @param read throws an InputError for a line that is none of its tool's, before it has changed anything
 * @throws what `read` throws for any other line
 */
export function readLines(text: string, read: (line: Line) => void): Ending {
  let line: Line | undefined;
  for (const next of linesOf(text)) {
    if (line) read(line);
    line = { number: (line?.number ?? 0) + 1, text: next.endsWith('\r') ? next.slice(0, -1) : next };
  }
  return line === undefined || line.text === '' ? WHOLE : readUnended(line, read);
}

export const WHOLE: Ending = { truncated: false, notes: [] };

function readUnended(line: Line, read: (line: Line) => void): Ending {
  const where = `Line ${line.number} does not end in a line break`;
  try {
    read(line);
    return { truncated: false, notes: [`${where}: its last number may be cut short`] };
  } catch (error) {
    if (!(error instanceof InputError) || line.number === 1) throw error;
    return { truncated: true, notes: [`${where}, and was left out: the text is cut off there`] };
  }
}
