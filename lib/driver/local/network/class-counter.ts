/**
 * The kernel's own counter of a class: bytes that have left it for the interface, Ethernet headers included, which is what a
 * receiver's interface counts (tc-stats: `Sent`). What still waits in the class, or was dropped there, is not in it.
 */
import { classId } from './htb.ts';
import type { Command } from './iproute.ts';

/** Asks for one class. A running `tc -statistics -batch -` answers in some 30 µs; a tc started for it would need milliseconds. */
export const showClass = (device: string, minor: number): Command => [
  ...['class', 'show', 'dev', device, 'classid', classId(minor)],
];

/** @returns bytes, where a line of the answer tells them: ` Sent 1514 bytes 1 pkt (dropped 0, …)`. (tc has no JSON for classes.) */
export function sentBytes(line: string): number | undefined {
  const bytes = /^\s*Sent (\d+) bytes/.exec(line)?.[1];
  return bytes === undefined ? undefined : Number(bytes);
}
