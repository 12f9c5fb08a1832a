/**
 * What a group has used, the same on v1 and v2: seconds and bytes. `NaN` is what this kernel does not record.
 */
import type { Pressure } from './pressure.ts';

export interface CpuStatistics {
  /** Seconds of CPU time, and which of them in programs and in the kernel. */
  readonly usage: number;
  readonly user: number;
  readonly system: number;
  readonly nr_periods: number;
  readonly nr_throttled: number;
  /** Seconds that its runnable tasks were held back by the quota. */
  readonly throttled: number;
  readonly pressure: Pressure;
}

export interface MemoryStatistics {
  /** Bytes charged now, and the most ever. */
  readonly current: number;
  readonly peak: number;
  /** Bytes: memory of programs, cached file pages, and shared memory (which is part of `file`). */
  readonly anon: number;
  readonly file: number;
  readonly shmem: number;
  readonly pgfault: number;
  readonly pgmajfault: number;
  readonly oom_kill: number;
  readonly pressure: Pressure;
}

/** Bytes and operations of one disk. */
export interface DiskStatistics {
  readonly read: number;
  readonly write: number;
  readonly readOperations: number;
  readonly writeOperations: number;
}

export interface IoStatistics {
  /** By the disk's numbers: '254:0'. A loop device and the disk under it both count the same bytes. */
  readonly disks: Readonly<Record<string, DiskStatistics>>;
  readonly pressure: Pressure;
}

export interface PidsStatistics {
  /** Tasks (processes and threads) now. */
  readonly current: number;
  readonly peak: number;
}
