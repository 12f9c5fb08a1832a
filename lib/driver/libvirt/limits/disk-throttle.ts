/**
 * The throttle of a disk as libvirt has it, nine values for bytes and nine for operations, and as `io.max` has it.
 */
import type { Amount } from '../../../cgroup/limits/amount.ts';
import type { IoLimits } from '../../../cgroup/limits/limits.ts';
import { fromThrottle, throttle } from './units.ts';

/** What of one kind is asked for; what is left out stays as it is. */
export interface Wanted {
  readonly read?: Amount;
  readonly write?: Amount;
}

const [TOTAL, READ, WRITE] = [0, 1, 2] as const;
/** From a rate to the burst above it, and from that to how long it may last. */
const TO_BURST = 3;

/**
 * A limit on read and write together excludes those on each: it becomes one on both. A burst that makes no sense above a new rate goes.
 *
 * @param found as blkdeviotune's tune reads it
 * @example throttled('1000 0 0 0 0 0 0 0 0', { read: 500 }) // '0 500 1000 0 0 0 0 0 0'
 */
export function throttled(found: string, { read, write }: Wanted): string {
  const values = found.split(' ');
  const total = values[TOTAL] as string;
  if (total !== '0') for (const at of [READ, WRITE]) replace(values, at, total);
  if (total !== '0') replace(values, TOTAL, '0');
  if (read !== undefined) replace(values, READ, throttle(read));
  if (write !== undefined) replace(values, WRITE, throttle(write));
  return values.join(' ');
}

function replace(values: string[], at: number, rate: string): void {
  values[at] = rate;
  if (Number(rate) > 0 && Number(values[at + TO_BURST]) >= Number(rate)) return;
  values[at + TO_BURST] = '0';
  values[at + 2 * TO_BURST] = '0';
}

/** @returns undefined where nothing is limited. @example ioLimits('vda', '0 500 0 …', '0 0 0 …') // { device: 'vda', read: 500, write: 'max' … } */
export function ioLimits(device: string, bytes: string, operations: string): IoLimits | undefined {
  const [read, write] = ratesOf(bytes);
  const [readIops, writeIops] = ratesOf(operations);
  const limits = { read, write, readIops, writeIops };
  return Object.values(limits).some((amount) => amount !== 'max') ? { device, ...limits } : undefined;
}

/** What one on both leaves to each is no more than that. */
function ratesOf(values: string): [Amount, Amount] {
  const [total = '0', read = '0', write = '0'] = values.split(' ');
  return [fromThrottle(total === '0' ? read : total), fromThrottle(total === '0' ? write : total)];
}
