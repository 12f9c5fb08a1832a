/**
 * An owner as part of a file's name: so that a file is its owner's from the moment it is there, before a byte is in it.
 */
import type { Owner } from '../core/journal.ts';

/** @example ownerName(owner) // '4242-148803-a7ecf270-3370-440d-ba1b-00f98f09dc9a' */
export const ownerName = ({ pid, startTime, bootId }: Owner): string => `${pid}-${startTime}-${bootId}`;

/** The reverse of ownerName; undefined where the text is no such name. */
export function parseOwnerName(text: string): Owner | undefined {
  const match = /^(\d+)-(\d+)-([0-9a-f-]+)$/.exec(text);
  if (!match) return undefined;
  const [, pid, startTime = '', bootId = ''] = match;
  return { pid: Number(pid), startTime, bootId };
}
