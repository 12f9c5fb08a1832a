/**
 * Bytes and operations of each disk, from the two forms that kernels write them in.
 */
import type { DiskStatistics } from './statistics.ts';

/**
 * v2: `254:0 rbytes=1 wbytes=2 rios=3 wios=4 dbytes=0 dios=0`.
 *
 * @example ioStat('254:0 rbytes=1 wbytes=2 rios=3 wios=4')['254:0'].read // 1
 */
export function ioStat(text: string): Record<string, DiskStatistics> {
  const lines = text.split('\n').filter((line) => line.includes('='));
  return Object.fromEntries(lines.map((line) => [line.split(' ')[0] as string, diskOf(line)]));
}

function diskOf(line: string): DiskStatistics {
  const field = (name: string) => Number(new RegExp(` ${name}=(\\d+)`).exec(line)?.[1] ?? 0);
  return {
    read: field('rbytes'),
    write: field('wbytes'),
    readOperations: field('rios'),
    writeOperations: field('wios'),
  };
}

/** v1: a line an operation, `254:0 Read 1`, once in bytes (`io_service_bytes`) and once in operations (`io_serviced`; NaN if left out). */
export function blkioStat(bytes: string, operations = ''): Record<string, DiskStatistics> {
  const numbers = [...new Set(bytes.split('\n').map((line) => line.split(' ')[0] as string))];
  const disks = numbers.filter((number) => number.includes(':'));
  return Object.fromEntries(
    disks.map((disk) => [
      disk,
      {
        read: blkioValue(bytes, disk, 'Read'),
        write: blkioValue(bytes, disk, 'Write'),
        readOperations: blkioValue(operations, disk, 'Read'),
        writeOperations: blkioValue(operations, disk, 'Write'),
      },
    ]),
  );
}

const blkioValue = (text: string, disk: string, operation: string): number =>
  Number(new RegExp(`^${disk} ${operation} (\\d+)$`, 'm').exec(text)?.[1] ?? Number.NaN);

/**
 * The sum over whole disks. Loop devices (major 7) are left out unless asked for: what goes through one is counted again on the disk under it.
 *
 * @param only the disks that count, as '254:0'; all but loop devices if left out
 * @returns 0 where no disk has been used yet
 */
export function sumOf(
  disks: Readonly<Record<string, DiskStatistics>>,
  what: 'read' | 'write',
  only?: readonly string[],
): number {
  const counts = (disk: string) => only?.includes(disk) ?? !disk.startsWith('7:');
  return Object.entries(disks)
    .filter(([disk]) => counts(disk))
    .reduce((sum, [, use]) => sum + use[what], 0);
}
