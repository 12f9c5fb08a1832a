/**
 * One value in one kernel file. Most files hold just that; some (`io.max`, `blkio.throttle.*`) hold a line a device, some of those with named fields.
 */
import type { FileWrite } from './host.ts';

/** Which part of a file is meant. */
export interface Entry {
  /** The first word of the line, as '254:0'. */
  readonly line?: string;
  /** The name in `name=value` on that line. */
  readonly field?: string;
  /** What a line or field that is not there means: '0', 'max'. */
  readonly absent?: string;
}

/** `value` is that of the entry alone. */
export interface Setting extends FileWrite, Entry {
  /** A clock writes other values into it while it stands: whatever it holds in the end is ours. */
  readonly rewritten?: boolean;
}

/** @example valueIn('254:0 rbps=max wbps=5\n', { line: '254:0', field: 'wbps' }) // '5' */
export function valueIn(text: string, { line, field, absent = '' }: Entry): string {
  if (line === undefined) return text.trim();
  const words = text
    .split('\n')
    .map((row) => row.trim().split(/\s+/))
    .find(([first]) => first === line);
  if (!words) return absent;
  if (field === undefined) return words.slice(1).join(' ');
  return words.find((word) => word.startsWith(`${field}=`))?.slice(field.length + 1) ?? absent;
}

/** What to write so that the entry gets this value. @example textFor('5', { line: '254:0', field: 'wbps' }) // '254:0 wbps=5' */
export function textFor(value: string, { line, field }: Entry): string {
  const named = field === undefined ? value : `${field}=${value}`;
  return line === undefined ? named : `${line} ${named}`;
}
