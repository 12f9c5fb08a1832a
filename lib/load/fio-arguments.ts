import { summary } from '../stats/summary.ts';
import type { Disk } from './disk.ts';
import { ratesOf, type StepBytes } from './rate-writes.ts';

/** One direction's load. */
export interface FioLoad {
  readonly direction: 'read' | 'write';
  readonly disk: Pick<Disk, 'path' | 'size' | 'allowDevice'>;
  /** Bytes of one read or write. */
  readonly blockSize: number;
  /** After how long it ends by itself. */
  readonly seconds: number;
}

/** The command line of a load at random places, as fast as the disk takes it. Source: fio(1). */
export const fioArguments = ({ direction, disk, blockSize, seconds }: FioLoad): string[] => [
  ...onDisk(direction, disk),
  `--rw=rand${direction}`,
  `--bs=${blockSize}`,
  '--norandommap',
  '--randrepeat=0',
  '--allow_file_create=0',
  '--time_based',
  `--runtime=${Math.ceil(seconds)}`,
];

const LAYOUT_BLOCK = 2 ** 20;

/** The command line that writes the file or device through once: a block that was never written costs no disk a read. */
export const layoutArguments = (disk: FioLoad['disk']): string[] => [
  ...onDisk('layout', disk),
  '--rw=write',
  `--bs=${Math.min(LAYOUT_BLOCK, disk.size)}`,
  '--fallocate=none',
  '--end_fsync=1',
];

/** One process, past the page cache, one read or write at a time. */
const onDisk = (name: string, { path, size, allowDevice }: FioLoad['disk']): string[] => [
  'fio',
  `--name=${name}`,
  `--filename=${path.replaceAll(/[\\:]/g, '\\$&')}`,
  `--size=${size}`,
  '--direct=1',
  '--ioengine=psync',
  '--thread',
  '--eta=never',
  ...(allowDevice ? ['--allow_mounted_write=1'] : []),
];

const SMALLEST_BLOCK = 4096;
const LARGEST_BLOCK = 2 ** 17;
const BLOCKS_A_STEP = 100;
const BLOCKS_A_SECOND = 4000;

/**
 * Blocks small enough that a usual step is a hundred of them, and large enough that the highest rate is no more than some thousand a second.
 *
 * @returns bytes, a power of two from 4 KiB to 128 KiB
 */
export function blockSizeFor(steps: StepBytes): number {
  const usual = summary(steps.bytes.filter((bytes) => bytes > 0)).median;
  const peak = summary(ratesOf(steps)).max;
  const wanted = Math.max(usual / BLOCKS_A_STEP, peak / BLOCKS_A_SECOND);
  const power = 2 ** Math.floor(Math.log2(wanted));
  return Math.min(LARGEST_BLOCK, Math.max(SMALLEST_BLOCK, power));
}
