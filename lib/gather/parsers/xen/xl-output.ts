import type { Ending } from '../parsed.ts';
import type { XenState } from './states.ts';

/** One domain as xl has it. The table tells of its use, `-l` of its configuration: NaN or undefined is what was not told. */
export interface XlDomain {
  /** Undefined for a domain that is nearly gone, which xl calls `(null)`. */
  readonly name: string | undefined;
  /** Never used again for another domain, until the machine boots anew: it grows. */
  readonly id: number;
  /** With `-v` and `-l`. */
  readonly uuid?: string;
  /** With `-l`: 'pv', 'pvh', 'hvm'. */
  readonly type?: string;
  /** Not with `-l`. */
  readonly states?: readonly XenState[];
  /** CPU time since the domain began, in tenths of seconds. Not with `-l`. */
  readonly cpuSeconds: number;
  /** Memory it has now, in whole MiB. Not with `-l`. */
  readonly memoryBytes: number;
  /** Memory it should have (`xl mem-set`), and the most it may. With `-l`; Infinity for dom0 without a limit. */
  readonly targetMemoryBytes: number;
  readonly maxMemoryBytes: number;
  /** vCPUs online; with `-l` those it began with. */
  readonly vcpuCount: number;
  readonly maxVcpuCount: number;
  /** Its share of the CPUs against others, and its limit in cores: Infinity without. With `-l`. */
  readonly weight: number;
  readonly capCores: number;
  /** With `-l`; else empty. */
  readonly disks: readonly XlDisk[];
  readonly networks: readonly XlNetwork[];
}

/** A disk in a domain's configuration. */
export interface XlDisk {
  /** In the domain: 'xvda'. */
  readonly device?: string;
  /** In dom0. */
  readonly path?: string;
  readonly format?: string;
  readonly writable: boolean;
}

/** A network in a domain's configuration. In dom0 its interface is called vifID.INDEX. */
export interface XlNetwork {
  readonly index: number;
  readonly mac?: string;
  readonly bridge?: string;
}

/** All domains at one time. */
export interface XlSample {
  readonly domains: readonly XlDomain[];
}

/** What xl list printed. */
export interface XlListOutput extends Ending {
  readonly samples: readonly XlSample[];
}
