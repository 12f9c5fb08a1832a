/**
 * Files of the kernel that no parser is public for, since nothing else prints them: /proc/meminfo and /proc/net/dev. Source: proc(5).
 */
import { sumOfKnown } from '../../raw/growth.ts';

/** Bytes that programs could not have: MemTotal without MemAvailable. */
export const usedMemory = (text: string): number =>
  (kilobytes(text, 'MemTotal') - kilobytes(text, 'MemAvailable')) * 1024;

const kilobytes = (text: string, name: string): number =>
  Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? Number.NaN);

/** Of those cards together; NaN where there are none. */
export function cardBytes(
  text: string,
  cards: readonly string[],
): { readonly received: number; readonly sent: number } {
  const own = text.split('\n').flatMap((line) => {
    const [, name = '', counters = ''] = /^\s*(.+?):\s*(.*)$/.exec(line) ?? [];
    return cards.includes(name) ? [counters.split(/\s+/).map(Number)] : [];
  });
  const sum = (field: number) => sumOfKnown(own.map((counters) => counters[field] ?? Number.NaN));
  return { received: sum(RECEIVED), sent: sum(SENT) };
}

const RECEIVED = 0;
/** After the eight of what was received. */
const SENT = 8;
