/**
 * Do the block columns hold bytes or requests? A disk moves whole sectors, so numbers of bytes are multiples of 512, while a
 * number of requests is one only by chance (1 in 512). Measured over all numbers above 0 of a file, that parts the two surely:
 * bytes if more than half are multiples, requests otherwise.
 */
import type { Layout } from './layout.ts';
import type { VirtTopOptions } from './options.ts';

const SECTOR = 512;

export interface BlockNumbers {
  /** How many numbers above 0 were seen. */
  seen: number;
  /** How many of them are whole sectors. */
  sectors: number;
}

export function noteBlockNumber(numbers: BlockNumbers, value: number): void {
  if (!(value > 0)) return;
  numbers.seen++;
  if (value % SECTOR === 0) numbers.sectors++;
}

/** @returns the warnings that the numbers, and what they are taken for, give rise to */
export function blockWarnings(numbers: BlockNumbers, layout: Layout, options: VirtTopOptions): string[] {
  const taken = options.blocks ?? layout.blocks;
  if (numbers.seen === 0) return [];
  const look = numbers.sectors * 2 > numbers.seen ? 'bytes' : 'requests';
  const share = `${numbers.sectors} of ${numbers.seen} are multiples of ${SECTOR}`;
  if (taken === 'bytes' && look === 'requests')
    return [`The block columns look like requests, not bytes (${share}): say { blocks: 'requests' }`];
  if (taken === 'requests' && look === 'bytes')
    return [`The block columns look like bytes, not requests (${share}): say { blocks: 'bytes' }`];
  if (taken === 'requests' && options.requestSize === undefined)
    return [
      'The block columns are requests, so read and write are not recorded: give { requestSize } to make them bytes',
    ];
  return [];
}
