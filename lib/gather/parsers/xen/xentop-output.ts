import type { Ending } from '../parsed.ts';
import type { XenState } from './states.ts';
import type { XentopDisk, XentopNetwork, XentopVcpu } from './xentop-details.ts';

/** One domain in one sample of xentop, seen from the domain: what it received, dom0 sent. NaN is what xentop did not tell. */
export interface XentopDomain {
  /** At most 10 characters of it, unless xentop ran with `-f`. There are no ids. */
  readonly name: string | undefined;
  readonly states: readonly XenState[];
  /** CPU time since the domain began, in whole seconds. */
  readonly cpuSeconds: number;
  /** CPU use since the sample before, in cores: CPU(%) over 100. NaN in a domain's first sample, where xentop prints 0.0 for "unknown". */
  readonly cpuCores: number;
  /** Memory it has now. */
  readonly memoryBytes: number;
  /** The same as a share of the machine's, 0 to 1. */
  readonly memoryShare: number;
  /** What it may have; Infinity without a limit, as dom0 mostly. */
  readonly maxMemoryBytes: number;
  readonly maxMemoryShare: number;
  readonly vcpuCount: number;
  readonly networkCount: number;
  /** Since its devices came, in whole KiB. NaN once a domain that had networks has none: it is ending, and xentop prints 0. */
  readonly receivedBytes: number;
  readonly sentBytes: number;
  readonly diskCount: number;
  /** Requests that waited for the backend's memory. This and the four below: NaN once a domain that had disks has none. */
  readonly outOfRequests: number;
  readonly reads: number;
  readonly writes: number;
  /** Sectors are of 512 bytes. */
  readonly readSectors: number;
  readonly writeSectors: number;
  /** The id of its security label. */
  readonly securityId: number;
  /** With `-v`, `-n` and `-x`; else empty. */
  readonly vcpus: readonly XentopVcpu[];
  readonly networks: readonly XentopNetwork[];
  readonly disks: readonly XentopDisk[];
}

/** All domains at one time, which xentop does not tell: it is up to whoever recorded it. */
export interface XentopSample {
  readonly domains: readonly XentopDomain[];
}

/** What xentop printed. */
export interface XentopOutput extends Ending {
  readonly samples: readonly XentopSample[];
}
