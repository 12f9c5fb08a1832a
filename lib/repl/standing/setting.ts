/**
 * A setting in words: what is set, and how its values read.
 */
import type { UndoAction } from '../../core/undo.ts';
import { quotaText } from './amounts.ts';
import type { Description } from './description.ts';

export type When = 'found' | 'written';

export interface SettingWords {
  /** 'quota' */
  readonly what: string;
  /** @param when values of two settings may mean something together only: those found, or those written */
  value(text: string, when: When): string;
}

/** @param of whose it is. What a guest moves by itself has no value that was set. @example changed(words, action, 'vm1').now // 'quota of vm1: 1.5 cores, was none' */
export function changed({ what, value }: SettingWords, { found, written }: UndoAction, of: string): Description {
  const before = value(String(found), 'found');
  const present = written === undefined ? 'set' : value(String(written), 'written');
  return { now: `${what} of ${of}: ${present}, was ${before}`, undone: `${what} of ${of}: ${before} again` };
}

/** A value that needs another's: of what was done last before it, and belongs to it. @param among all that stands, oldest first */
export function valueBefore(
  action: UndoAction,
  among: readonly UndoAction[],
  belongs: (other: UndoAction) => boolean,
): (when: When) => string | undefined {
  const other = among.slice(0, Math.max(0, among.indexOf(action))).findLast(belongs);
  return (when) => (other?.[when] === undefined ? undefined : String(other[when]));
}

/** @param period that it is of */
export const quota = (period: (when: When) => string | undefined): SettingWords => ({
  what: 'quota',
  value: (text, when) => quotaText(text, period(when)),
});
