import type { Ending } from '../parsed.ts';

/** Shares of the CPUs' time, 0 to 1, since the sample before. NaN in all where iostat ran with `-d`. */
export interface IostatCpu {
  readonly user: number;
  readonly nice: number;
  readonly system: number;
  readonly iowait: number;
  /** Of a guest: its vCPUs waited for a CPU of the machine below. */
  readonly steal: number;
  readonly idle: number;
}

/** One disk in one sample. Which columns there are depends on iostat's flags and version: NaN is what it did not tell. */
export interface IostatDevice {
  readonly name: string;
  /** A group (`-g`): the sum of the disks above it. */
  readonly isGroup: boolean;
  /** Requests to the disk. */
  readonly transfersPerSecond: number;
  readonly readsPerSecond: number;
  readonly writesPerSecond: number;
  readonly discardsPerSecond: number;
  readonly flushesPerSecond: number;
  /** In KiB or MiB that are rounded to 0.01: `-k` tells more than `-m`. */
  readonly bytesPerSecond: number;
  readonly readBytesPerSecond: number;
  readonly writeBytesPerSecond: number;
  readonly discardBytesPerSecond: number;
  /** In the sample, not since boot (but in the first). */
  readonly readBytes: number;
  readonly writeBytes: number;
  readonly discardBytes: number;
  /** Requests that were joined to others, and their share of all, 0 to 1. */
  readonly mergedPerSecond: number;
  readonly readsMergedPerSecond: number;
  readonly writesMergedPerSecond: number;
  readonly discardsMergedPerSecond: number;
  readonly readsMergedShare: number;
  readonly writesMergedShare: number;
  readonly discardsMergedShare: number;
  /** Mean time of a request, with its time in the queue. */
  readonly waitSeconds: number;
  readonly readWaitSeconds: number;
  readonly writeWaitSeconds: number;
  readonly discardWaitSeconds: number;
  readonly flushWaitSeconds: number;
  /** Mean time in the disk alone, as versions before 12 guessed it. */
  readonly serviceSeconds: number;
  /** Mean size of a request. */
  readonly requestBytes: number;
  readonly readRequestBytes: number;
  readonly writeRequestBytes: number;
  readonly discardRequestBytes: number;
  /** Mean number of requests in the queue and the disk. */
  readonly queueLength: number;
  /** Share of the time in which the disk had something to do, 0 to 1. */
  readonly utilization: number;
}

/** One report of iostat. */
export interface IostatSample {
  /** With `-t`, as iostat wrote it; the locale of whoever recorded it tells what it means. */
  readonly time?: string;
  readonly cpu: IostatCpu;
  readonly devices: readonly IostatDevice[];
}

/** What iostat printed. */
export interface IostatOutput extends Ending {
  /** The machine's name, kernel and CPUs, as the first line tells. */
  readonly host: { readonly hostname?: string; readonly kernel?: string; readonly cpus: number };
  /** The first is of all the time since boot, unless iostat ran with `-y`: the text does not tell which. */
  readonly samples: readonly IostatSample[];
}
