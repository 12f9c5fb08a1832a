import type { BalloonMemory } from '../driver/driver.ts';

/**
 * The memory of a Linux as its own kernel tells it. Source: proc(5), /proc/meminfo and /proc/vmstat.
 *
 * @example parseMeminfo('MemTotal: 2048 kB\nMemFree: 1024 kB\n', 'pgfault 7\npgmajfault 2\n').free // 1048576
 */
export function parseMeminfo(meminfo: string, vmstat: string): BalloonMemory {
  const bytes = (name: string) => field(meminfo, `${name}:`) * 1024;
  const majorFaults = field(vmstat, 'pgmajfault');
  return {
    total: bytes('MemTotal'),
    free: bytes('MemFree'),
    available: bytes('MemAvailable'),
    caches: bytes('Cached') + bytes('Buffers') - bytes('Shmem'),
    majorFaults,
    minorFaults: field(vmstat, 'pgfault') - majorFaults,
  };
}

const field = (text: string, name: string): number =>
  Number(new RegExp(`^${name}\\s+(\\d+)`, 'm').exec(text)?.[1] ?? Number.NaN);
