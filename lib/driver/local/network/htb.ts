/**
 * Hierarchical token bucket (tc-htb(8)) as commands: pure. A rate is bytes a second on the wire, Ethernet headers included.
 * Every class of vmlab has `rate` = `ceil` (it never borrows), so its quantum decides nothing; it is given to keep the kernel from warning.
 */
import { InputError } from '../../../core/errors.ts';
import { parseRate, type Rate } from '../../../core/units.ts';
import type { Command } from './iproute.ts';

/** The handle of every root qdisc that vmlab makes. */
export const ROOT = '10:';

/** A class, and where it hangs. Minors are 1 to 0xffff; tc writes them in hexadecimal: 0x60 is class `10:60`. */
export interface HtbClass {
  readonly interface: string;
  readonly minor: number;
  readonly parent?: number;
}

/** The largest Ethernet frame at MTU 1500. */
const FRAME_BYTES = 1514;
/** HTB forgets a class's debt beyond a minute (`mbuffer`), so that one frame a minute is the slowest it can hold. */
const SLOWEST = Math.ceil(FRAME_BYTES / 60);
/** What a late timer may catch up, in seconds. */
const BURST_SECONDS = 0.005;

/** @returns bytes a second. @throws InputError for a rate that HTB cannot hold. */
export function parseWireRate(rate: Rate): number {
  const bytesPerSecond = Math.round(parseRate(rate));
  if (bytesPerSecond >= SLOWEST) return bytesPerSecond;
  throw new InputError({ expected: `a rate of at least ${SLOWEST} bytes/s (a frame a minute)`, received: rate });
}

/**
 * A rate to change to while traffic flows, kept above ten frames a second: HTB remembers a debt as time, so a single frame sent
 * at 1 kB/s would block the class for 1.5 s, whatever rate it is given in the meantime.
 */
export const pacedRate = (bytesPerSecond: number): number => Math.max(Math.round(bytesPerSecond), 10 * FRAME_BYTES);

/** Minor of the class for all that no filter names (0 and a class that is not there: not limited). */
export const addRoot = (device: string, defaultMinor: number): Command => [
  ...['qdisc', 'add', 'dev', device, 'root', 'handle', ROOT, 'htb', 'default', defaultMinor.toString(16)],
];

export const removeRoot = (device: string): Command => ['qdisc', 'del', 'dev', device, 'root', 'handle', ROOT];

export const addClass = (at: HtbClass, rate: number): Command => [
  ...['class', 'add', 'dev', at.interface, 'parent', classId(at.parent), 'classid', classId(at.minor)],
  ...rateWords(rate),
];

/** Changes a rate in place: what is queued stays queued. Fails where there is no such class. */
export const changeClass = ({ interface: device, minor }: HtbClass, rate: number): Command => [
  ...['class', 'change', 'dev', device, 'classid', classId(minor), ...rateWords(rate)],
];

export const removeClass = ({ interface: device, minor }: HtbClass): Command => [
  ...['class', 'del', 'dev', device, 'classid', classId(minor)],
];

/** `10:60` for 0x60, and `10:` for the root itself. */
export const classId = (minor?: number): string => `${ROOT}${minor === undefined ? '' : minor.toString(16)}`;

/** In tc, `bps` is bytes a second. */
function rateWords(rate: number): string[] {
  const burst = String(Math.max(FRAME_BYTES, Math.ceil(rate * BURST_SECONDS)));
  return ['htb', 'rate', `${rate}bps`, 'burst', burst, 'cburst', burst, 'quantum', String(FRAME_BYTES)];
}
