/**
 * /proc/diskstats. Source: Documentation/admin-guide/iostats.rst.
 */
import type { Ending, ParseOptions } from '../parsed.ts';
import { type Line, readLines } from '../text/lines.ts';
import { readWhole } from '../text/number.ts';
import { nothingFound, type Origin, refusal } from '../text/place.ts';

/** One disk or partition, since it came. Sectors are of 512 bytes, whatever the disk's are. NaN is what an older kernel does not count. */
export interface DiskCounters {
  readonly name: string;
  readonly major: number;
  readonly minor: number;
  readonly reads: number;
  readonly readsMerged: number;
  readonly readSectors: number;
  /** Summed over all requests: more than the time that passed, where there were many at once. */
  readonly readSeconds: number;
  readonly writes: number;
  readonly writesMerged: number;
  readonly writeSectors: number;
  readonly writeSeconds: number;
  /** Requests now in the disk. */
  readonly inFlight: number;
  /** Time with at least one request in the disk. */
  readonly busySeconds: number;
  /** The sum of all requests' time. */
  readonly waitSeconds: number;
  /** Since Linux 4.18. */
  readonly discards: number;
  readonly discardsMerged: number;
  readonly discardSectors: number;
  readonly discardSeconds: number;
  /** Since Linux 5.5. */
  readonly flushes: number;
  readonly flushSeconds: number;
}

/** What /proc/diskstats held. */
export interface DiskstatsOutput extends Ending {
  readonly disks: readonly DiskCounters[];
}

/**
 * Reads /proc/diskstats of any kernel since 2.6.25: counters since boot, so a rate is the difference of two.
 *
 * @throws InputError with line and value for what is not that file
 * @example gather.parsers.diskstats(text).disks.find(({ name }) => name === 'sda')?.writeSectors // 9600
 */
export function diskstats(text: string, options: ParseOptions = {}): DiskstatsOutput {
  const origin = { ...options, tool: '/proc/diskstats', command: 'cat /proc/diskstats' };
  const disks: DiskCounters[] = [];
  const ending = readLines(text, (line) => {
    if (line.text.trim() !== '') disks.push(readDisk(line, origin));
  });
  if (disks.length === 0) throw nothingFound(origin, 'disks', text);
  return { disks, ...ending };
}

/** Fields after the name: 11, then 4 of discards, then 2 of flushes. */
const LENGTHS = [11, 15, 17];

function readDisk({ text, number: line }: Line, origin: Origin): DiskCounters {
  const [major, minor, name = '', ...rest] = text.trim().split(/\s+/);
  if (rest.length < 11 || (rest.length < 17 && !LENGTHS.includes(rest.length)))
    throw refusal({ origin, line }, "a disk's line: its numbers, its name, and 11, 15 or 17 counters", text);
  const whole = (cell: string | undefined, column: string) => readWhole(cell, { origin, line, column });
  const counters = rest.map((cell, at) => whole(cell, String(at + 4)));
  return { name, major: whole(major, '1'), minor: whole(minor, '2'), ...countersOf(counters) };
}

function countersOf(fields: readonly number[]): Omit<DiskCounters, 'name' | 'major' | 'minor'> {
  const at = (index: number) => fields[index] ?? Number.NaN;
  const seconds = (index: number) => at(index) / 1000;
  return {
    ...{ reads: at(0), readsMerged: at(1), readSectors: at(2), readSeconds: seconds(3) },
    ...{ writes: at(4), writesMerged: at(5), writeSectors: at(6), writeSeconds: seconds(7) },
    ...{ inFlight: at(8), busySeconds: seconds(9), waitSeconds: seconds(10) },
    ...{ discards: at(11), discardsMerged: at(12), discardSectors: at(13), discardSeconds: seconds(14) },
    ...{ flushes: at(15), flushSeconds: seconds(16) },
  };
}
