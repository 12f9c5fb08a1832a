import type { Duration } from '../../../core/units.ts';
import type { Ending, ParseOptions } from '../parsed.ts';

/** What a virt-top file may not say of itself. */
export interface VirtTopParseOptions extends ParseOptions {
  /** Length of the steps that neither CPU use nor Time tells. */
  readonly interval?: Duration;
}

/** One domain in one step of virt-top. NaN is what it left blank, or has no column for. */
export interface VirtTopDomain {
  readonly name: string;
  readonly id: number;
  /** CPU time in the step. */
  readonly cpuSeconds: number;
  /** The same as a share of all CPUs of the machine, 0 to 1. */
  readonly cpuShare: number;
  /** The balloon's size, not what is in use. virt-top calls the column bytes and prints KiB. */
  readonly memoryBytes: number;
  readonly memoryShare: number;
  /** In the step. Bytes with `--block-in-bytes`, requests without: the other two are NaN. */
  readonly readBytes: number;
  readonly writeBytes: number;
  readonly reads: number;
  readonly writes: number;
  readonly receivedBytes: number;
  readonly sentBytes: number;
}

/** One step. */
export interface VirtTopSample {
  /** How long it was, from the CPU use or the Time column; 0 for the first row, which only marks the start. */
  readonly seconds: number;
  /** Those with something to tell: a domain that just came has no earlier counters. */
  readonly domains: readonly VirtTopDomain[];
}

/** What virt-top wrote. */
export interface VirtTopOutput extends Ending {
  /** The first row's Time, of day. */
  readonly start?: string;
  readonly samples: readonly VirtTopSample[];
}
